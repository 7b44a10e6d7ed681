// @ts-check
/** @import { ReportedReview, ShownReview } from "../../contracts/api.ts" */
import { call } from "../js/api.js";
import { card } from "../js/card.js";
import { announce, failed, h } from "../js/dom.js";
import { count, day, nameOf, SUBJECT } from "../js/format.js";
import { pages } from "../js/pages.js";
import { session } from "../js/session.js";

/** What readers report, and what is hidden. @param {import("../js/main.js").Context} context */
export function show({ main, title }) {
  title("Moderation");
  if (!session.has("moderator")) {
    main.append(h("h1", {}, "Moderation"), h("p", {}, "This is for moderators. ", h("a", { href: "#/account" }, "Sign in as one.")));
    return;
  }
  main.append(
    h("h1", {}, "Moderation"),
    subjectForm(),
    h(
      "div",
      { class: "columns" },
      h(
        "section",
        { "aria-labelledby": "reports" },
        h("h2", { id: "reports" }, "Reported"),
        pages({
          load: async (cursor) => (await call("get", "/reports", { query: { limit: 10, cursor } })).data,
          item: reported,
          empty: "Nothing is reported.",
          one: "reported review",
        }),
      ),
      h(
        "section",
        { "aria-labelledby": "hidden" },
        h("h2", { id: "hidden" }, "Hidden"),
        pages({
          load: async (cursor) => (await call("get", "/reviews", { query: { visibility: "hidden", body: "html", limit: 10, cursor } })).data,
          item: (review) => removable((gone) => card(review, { withSubject: true, gone })),
          empty: "Nothing is hidden.",
          one: "hidden review",
        }),
      ),
    ),
  );
}

/** Something that can be dealt with, and is gone then. @param {(gone: () => void) => Node} make */
function removable(make) {
  const box = h("div", {});
  box.append(make(() => box.replaceChildren(h("p", { class: "quiet sheet" }, "Done."))));
  return box;
}

/** @param {ReportedReview} report */
function reported(report) {
  return removable((gone) => {
    const place = h("div", {}, h("p", { class: "quiet loading" }, "Loading…"));
    call("get", "/reviews/{id}", { path: { id: report.review }, query: { body: "html" } }).then(
      ({ data }) => place.replaceChildren(card(data, { withSubject: true, gone })),
      (failure) => place.replaceChildren(failed(failure)),
    );
    const dismiss = async () => {
      try {
        await call("post", "/reports/{review}/dismissal", { path: { review: report.review } });
        announce("Dismissed.");
        gone();
      } catch (failure) {
        place.append(failed(failure));
      }
    };
    return h(
      "div",
      { class: "reported" },
      h(
        "div",
        { class: "reported-head" },
        h("p", {}, h("strong", {}, count(report.count, "report")), ": ", Object.entries(report.reasons).map(([reason, times]) => `${reason} ${times}`).join(", ")),
        h("p", { class: "quiet" }, "latest ", day(report.latest)),
        h(
          "p",
          { class: "buttons" },
          h("button", { type: "button", class: "button", onclick: dismiss, "aria-label": `Dismiss the reports of the review on ${nameOf(report.subject)}` }, "Dismiss"),
        ),
      ),
      place,
    );
  });
}

function subjectForm() {
  const input = h("input", { type: "text", name: "subject", placeholder: "anime:53393", "aria-label": "Subject", spellcheck: "false", autocapitalize: "none" });
  const form = h("form", { class: "inline-form wide" }, input, h("button", { class: "button" }, "Anomalies and exclusions"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (SUBJECT.test(input.value.trim())) location.hash = `#/moderation/${input.value.trim()}`;
    else input.focus();
  });
  return form;
}
