// @ts-check
import { call } from "../js/api.js";
import { card } from "../js/card.js";
import { difference } from "../js/diff.js";
import { bdi, failed, h } from "../js/dom.js";
import { ask } from "../js/form.js";
import { count, moment, nameOf } from "../js/format.js";
import { session } from "../js/session.js";

const TYPES = {
  "review-submitted": "Submitted",
  "review-revised": "Revised",
  "review-hidden": "Hidden by a moderator",
  "review-restored": "Restored by a moderator",
};

/** One review, as it is and as it became so. @param {import("../js/main.js").Context} context */
export async function show({ main, parts, signal, title }) {
  const [id] = parts;
  const { data: review } = await call("get", "/reviews/{id}", { path: { id }, query: { body: "html", include: "reactions" }, signal });
  title(`${review.author} on ${nameOf(review.subject)}`);
  const history = h("ol", { class: "history", "aria-busy": "true" });
  const again = () => dispatchEvent(new HashChangeEvent("hashchange"));
  main.append(
    h("p", { class: "eyebrow" }, h("a", { href: `#/subjects/${review.subject}` }, nameOf(review.subject))),
    h("h1", {}, "Review by ", bdi(review.author)),
    h("div", { class: "narrow" }, card(review, { alone: true, level: 2, gone: again }), h("section", { "aria-labelledby": "history" }, h("h2", { id: "history" }, "History"), history)),
  );
  try {
    const { data } = await call("get", "/reviews/{id}/history", { path: { id }, signal });
    history.append(...data.items.map((version) => h("li", {}, entry(review, version, again))));
  } catch (failure) {
    if (!signal.aborted) history.append(h("li", {}, failed(failure)));
  }
  history.setAttribute("aria-busy", "false");
}

const FIELDS = { score: "Score", recommendation: "Verdict", headline: "Headline", body: "Text", spoiler: "Spoiler", preliminary: "Preliminary", progress: "Progress", language: "Language", visibility: "Visibility" };

/**
 * @param {import("../../contracts/api.ts").ShownReview} review
 * @param {import("../../contracts/api.ts").Version} version
 * @param {() => void} again
 */
function entry(review, version, again) {
  const changes = Object.entries(version.changes).filter(([name, { to }]) => name in FIELDS && (version.type !== "review-submitted" || (to !== null && to !== false && name !== "visibility")));
  const text = version.changes.headline ?? version.changes.body;
  return [
    h(
      "div",
      { class: "history-head" },
      h("h3", {}, `Version ${version.version}: `, version.erasedText ? `text of version ${version.erasedText} deleted` : TYPES[version.type]),
      h("p", { class: "quiet" }, moment(version.at), version.actor && [" by ", bdi(version.actor)], ` · ${count(version.reactions.overall, "reaction")} while it stood`),
    ),
    version.reason && h("p", { class: "reason" }, "Reason: ", bdi(version.reason)),
    changes.length > 0 &&
      h(
        "dl",
        { class: "changes" },
        changes.map(([name, { from, to }]) => h("div", {}, h("dt", {}, FIELDS[/** @type {keyof typeof FIELDS} */ (name)]), h("dd", {}, difference(from, to)))),
      ),
    session.has("moderator") && text && h("button", { type: "button", class: "link-button", onclick: () => eraseText(review.id, version.version, again) }, "Delete this text for good"),
  ].filter((it) => it !== false && it !== null);
}

/** @param {string} id @param {number} version @param {() => void} done */
function eraseText(id, version, done) {
  ask({
    title: `Delete the text of version ${version}?`,
    content: [h("p", {}, "Headline and body are gone for good, for everybody. The score stays.")],
    action: "Delete",
    grave: true,
    send: async () => {
      await call("delete", "/reviews/{id}/texts/{version}", { path: { id, version } });
      done();
    },
  });
}
