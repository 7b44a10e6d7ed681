// @ts-check
/** @import { Anomaly, Exclusion } from "../../contracts/api.ts" */
import { call } from "../js/api.js";
import { trend } from "../js/charts.js";
import { announce, bdi, failed, h } from "../js/dom.js";
import { clearFaults, field, showFaults } from "../js/form.js";
import { count, moment, nameOf } from "../js/format.js";
import { pages } from "../js/pages.js";

const REASONS = { "volume-high": "more than usual", "volume-low": "fewer than usual", "mean-high": "higher than usual", "mean-low": "lower than usual" };
const DAYS = 120;

/** Days that break from a subject's past, and what moderators took out of its counts. @param {import("../js/main.js").Context} context */
export async function show({ main, parts, signal, title }) {
  const [subject] = parts;
  title(`Exclusions of ${nameOf(subject)}`);
  const picture = h("div", {}, h("p", { class: "quiet loading" }, "Loading…"));
  const list = h("div", {});
  const drawList = () =>
    list.replaceChildren(
      pages({
        load: async (cursor) => (await call("get", "/ratings/{subject}/exclusions", { path: { subject }, query: { limit: 20, cursor } })).data,
        item: (it) => exclusion(subject, it, changed),
        empty: "Everything counts.",
        one: "exclusion",
      }),
    );
  const changed = () => {
    drawList();
    drawPicture();
  };
  const form = exclusionForm(subject, changed);
  const drawPicture = async () => {
    try {
      const from = new Date(Date.now() - DAYS * 86_400_000).toISOString().slice(0, 10);
      const [course, anomalies] = await Promise.all([
        call("get", "/ratings/{subject}/trend", { path: { subject }, query: { bucket: "day", from }, signal }),
        call("get", "/ratings/{subject}/anomalies", { path: { subject }, signal }),
      ]);
      const items = anomalies.data.items ?? [];
      const marked = new Map(items.map((it) => [it.day, ` (${it.reasons.map((reason) => REASONS[/** @type {keyof typeof REASONS} */ (reason)]).join(", ")})`]));
      picture.replaceChildren(
        course.data.items.length ? trend(course.data.items, { label: "Reviews by day, anomalies marked", marked }) : h("p", { class: "quiet" }, `Nothing counted in the last ${DAYS} days.`),
        h("ul", { class: "anomalies" }, items.toReversed().map((it) => h("li", {}, anomaly(it, form.take)))),
        items.length ? "" : h("p", { class: "quiet" }, "No day breaks from this subject’s past."),
      );
    } catch (failure) {
      if (!signal.aborted) picture.replaceChildren(failed(failure));
    }
  };
  main.append(
    h("p", { class: "eyebrow" }, h("a", { href: `#/subjects/${subject}` }, nameOf(subject)), h("code", {}, subject)),
    h("h1", {}, "Anomalies and exclusions"),
    h(
      "div",
      { class: "columns" },
      h("section", { "aria-labelledby": "anomalies" }, h("h2", { id: "anomalies" }, "Anomalies"), picture),
      h("div", { class: "stacked" }, form.element, h("section", { "aria-labelledby": "in-force" }, h("h2", { id: "in-force" }, "In force"), list)),
    ),
  );
  changed();
}

/** @param {Anomaly} it @param {(day: string) => void} take */
function anomaly(it, take) {
  return h(
    "div",
    { class: "anomaly" },
    h(
      "p",
      {},
      h("strong", {}, it.day),
      `: ${count(it.count, "review")} (usual: ${it.expectedCount}), mean ${it.mean.toFixed(2)} (before: ${it.expectedMean.toFixed(2)}). `,
      h("span", { class: "quiet" }, it.reasons.map((reason) => REASONS[/** @type {keyof typeof REASONS} */ (reason)]).join(", ")),
    ),
    h("button", { type: "button", class: "button", onclick: () => take(it.day), "aria-label": `Exclude ${it.day}` }, "Exclude this day"),
  );
}

/** @param {string} subject @param {() => void} changed */
function exclusionForm(subject, changed) {
  const from = h("input", { type: "datetime-local", name: "from" });
  const to = h("input", { type: "datetime-local", name: "to" });
  const author = h("input", { type: "text", name: "author", dir: "auto", maxlength: 255 });
  const reason = h("input", { type: "text", name: "reason", dir: "auto", maxlength: 500 });
  const form = h(
    "form",
    { class: "sheet", novalidate: true, "aria-labelledby": "exclude" },
    h("h2", { id: "exclude" }, "Exclude"),
    h("p", { class: "quiet" }, "What was submitted within a time, by an author, or both. It can be put back."),
    h("div", { class: "pair" }, field("From", from, { name: "from", hint: "UTC" }), field("To", to, { name: "to", hint: "UTC, not included" })),
    field("Author", author, { name: "author", hint: "Empty: whoever" }),
    field("Reason", reason, { name: "reason" }),
    h("div", { class: "form-fault" }),
    h("button", { class: "button primary" }, "Exclude"),
  );
  /** @param {HTMLInputElement} input */
  const instant = (input) => (input.value ? `${input.value.length === 16 ? `${input.value}:00` : input.value}Z` : undefined);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearFaults(form);
    try {
      const body = { from: instant(from), to: instant(to), author: author.value || undefined, reason: reason.value };
      await call("post", "/ratings/{subject}/exclusions", { path: { subject }, body, headers: { "idempotency-key": crypto.randomUUID() } });
      form.reset();
      announce("Excluded. The rating follows.");
      changed();
    } catch (failure) {
      showFaults(form, failure);
    }
  });
  return {
    element: form,
    take(/** @type {string} */ day) {
      from.value = `${day}T00:00`;
      to.value = `${new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)}T00:00`;
      reason.focus();
    },
  };
}

/** @param {string} subject @param {Exclusion} it @param {() => void} changed */
function exclusion(subject, it, changed) {
  const fault = h("div", {});
  const remove = async () => {
    try {
      await call("delete", "/ratings/{subject}/exclusions/{id}", { path: { subject, id: it.id } });
      announce("Put back. The rating follows.");
      changed();
    } catch (failure) {
      fault.replaceChildren(failed(failure));
    }
  };
  return h(
    "div",
    { class: "sheet exclusion" },
    h("p", {}, h("strong", {}, bdi(it.reason))),
    h("p", { class: "quiet" }, it.from && it.to && [moment(it.from), " to ", moment(it.to), " "], it.author && ["by ", bdi(it.author)]),
    h("p", { class: "quiet" }, "excluded ", it.by && ["by ", bdi(it.by), ", "], moment(it.at)),
    h("button", { type: "button", class: "button", onclick: remove, "aria-label": `Put back: ${it.reason}` }, "Put back"),
    fault,
  );
}
