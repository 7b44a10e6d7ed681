// @ts-check
/** @import { ShownReview, Version } from "../../contracts/api.ts" */
import { call } from "../js/api.js";
import { card } from "../js/card.js";
import { changeList } from "../js/diff.js";
import { announce, bdi, failed, h } from "../js/dom.js";
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
    h("div", { class: "beside" }, card(review, { alone: true, level: 2, gone: again }), h("section", { "aria-labelledby": "history" }, h("h2", { id: "history" }, "History"), history)),
  );
  try {
    const { data } = await call("get", "/reviews/{id}/history", { path: { id }, signal });
    const told = data.items.some(({ changes }) => changes.spoiler?.to);
    let text = false;
    for (const version of data.items) {
      text = hasText(version, text);
      // Every version keeps a text of its own, also where it is the same as before.
      const deletable = text && session.has("moderator") && BRINGS_TEXT.has(version.type) && !version.erasedText;
      history.append(h("li", {}, entry(review, version, { deletable, listed: data.items.length > 1, told }, again)));
    }
  } catch (failure) {
    if (!signal.aborted) history.append(h("li", {}, failed(failure)));
  }
  history.setAttribute("aria-busy", "false");
}

const BRINGS_TEXT = new Set(["review-submitted", "review-revised"]);

/**
 * Whether there is a text to be read in a version.
 *
 * @param {Version} version
 * @param {boolean} before whether there was in the one before
 */
function hasText({ changes }, before) {
  /** @type {any[]} */
  const now = [changes.headline, changes.body].filter((it) => it);
  return now.length ? now.some(({ to }) => to && !to.textErased) || (before && now.length === 1 && !now[0].to?.textErased) : before;
}

/**
 * @param {ShownReview} review
 * @param {Version} version
 * @param {{deletable: boolean, listed: boolean, told: boolean}} how `told`: its texts may tell what happens
 * @param {() => void} again
 */
function entry(review, version, { deletable, listed, told }, again) {
  const changes = Object.fromEntries(
    Object.entries(version.changes).filter(([name, { to }]) => version.type !== "review-submitted" || (to !== null && to !== false && name !== "visibility")),
  );
  return [
    h(
      "div",
      { class: "history-head" },
      h("h3", {}, `Version ${version.version}: `, version.erasedText ? `text of version ${version.erasedText} deleted` : TYPES[version.type]),
      h("p", { class: "quiet" }, moment(version.at), version.actor && [" by ", bdi(version.actor)], ` · ${count(version.reactions.overall, "reaction")} while it stood`),
    ),
    version.reason && h("p", { class: "reason" }, "Reason: ", bdi(version.reason)),
    listed && changeList(changes, told),
    deletable && h("button", { type: "button", class: "link-button", onclick: () => eraseText(review.id, version.version, again) }, `Delete the text of version ${version.version}`),
  ].filter((it) => it !== false && it !== null);
}

/** @param {string} id @param {number} version @param {() => void} done */
function eraseText(id, version, done) {
  ask({
    title: `Delete the text of version ${version}?`,
    content: [h("p", {}, "Headline and body of this version are gone for good, for everybody. The score stays, and so do the texts of other versions.")],
    action: "Delete",
    grave: true,
    send: async () => {
      await call("delete", "/reviews/{id}/texts/{version}", { path: { id, version } });
      announce("Deleted.");
      done();
    },
  });
}
