// @ts-check
/** @import { ShownReview } from "../../contracts/api.ts" */
import { bdi, fresh, h } from "./dom.js";
import { day, nameOf, RECOMMENDATIONS } from "./format.js";
import { rendered } from "./html.js";
import { badge, icon } from "./icons.js";
import { reactions } from "./reactions.js";
import { hide, report, restore, withdraw } from "./acts.js";
import { session } from "./session.js";

const LANGUAGES = new Intl.DisplayNames(undefined, { type: "language" });

/** @param {string} tag */
function languageName(tag) {
  try {
    return LANGUAGES.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** A score with its corner folded. @param {number} value */
export const scoreMark = (value) =>
  h("span", { class: "score-mark", "data-score": value }, h("span", { class: "unseen" }, "Score "), value, h("span", { class: "unseen" }, " of 10"));

/** What a person looks like where there is no picture. @param {string} user */
export function avatar(user) {
  const hue = [...user].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
  return h("span", { class: "avatar", "aria-hidden": "true", style: { "--hue": hue } }, [...user][0]?.toUpperCase() ?? "?");
}

/** @param {ShownReview} review */
function marks(review) {
  const { progress } = review;
  return [
    review.preliminary && h("span", { class: "mark mark-preliminary" }, "Preliminary"),
    progress && h("span", { class: "mark" }, `Progress ${progress.consumed} of ${progress.total ?? "?"}`),
    review.spoiler && h("span", { class: "mark mark-spoiler" }, "Spoiler"),
    review.language && h("span", { class: "mark" }, languageName(review.language)),
    review.visibility === "hidden" && h("span", { class: "mark mark-spoiler" }, "Hidden by moderators"),
    review.source && h("span", { class: "mark" }, "Imported"),
  ];
}

/** Long texts are cut until asked for; what takes the focus within is asked for. @param {HTMLElement} text */
function clipped(text) {
  const id = (text.id = fresh("text"));
  const button = h("button", { type: "button", class: "link-button", "aria-expanded": "false", "aria-controls": id, onclick: () => toggle() }, "Read more");
  const whole = h("div", { class: "clip" }, text);
  const toggle = (open = !whole.classList.contains("open")) => {
    whole.classList.toggle("open", open);
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? "Read less" : "Read more";
  };
  text.addEventListener("focusin", () => toggle(true));
  whole.append(button);
  button.hidden = true;
  new ResizeObserver((_, observer) => {
    if (!whole.isConnected) observer.disconnect();
    else button.hidden = !whole.classList.contains("open") && text.scrollHeight <= text.clientHeight + 8;
  }).observe(text);
  return whole;
}

/** @param {ShownReview} review @param {2 | 3} level */
function words(review, level) {
  if (review.textErased) return h("p", { class: "quiet" }, "Its text was deleted by a moderator.");
  const headline = review.headline && h(`h${level}`, { class: "headline", dir: "auto" }, review.headline);
  const text = review.bodyHtml && clipped(rendered(review.bodyHtml, level));
  if (!headline && !text) return null;
  return review.spoiler
    ? h("details", { class: "spoiler" }, h("summary", {}, h("span", {}, "This review tells what happens. "), h("strong", {}, "Show it")), headline, text)
    : h("div", { class: "words" }, headline, text);
}

/**
 * A review as readers see it. `gone` is called when it is no longer to be shown here, or otherwise than it is.
 *
 * @param {ShownReview} review
 * @param {{withSubject?: boolean, alone?: boolean, level?: 2 | 3, gone?: () => void}} [options] `level` of its headline
 */
export function card(review, { withSubject = false, alone = false, level = 3, gone = () => location.reload() } = {}) {
  const top = h("span", { class: "badge-place" }, review.reactions?.top ? badge(review.reactions.top) : null);
  const own = session.user() === review.author;
  const name = fresh("by");
  const when = [day(review.submittedAt), review.revisedAt && [", ", h("span", { class: "revised" }, "revised ", day(review.revisedAt))]].flat();
  const acts = [
    own && h("a", { href: `#/reviews/${review.id}/edit` }, "Edit"),
    own && h("button", { type: "button", class: "link-button", onclick: () => withdraw(review, gone) }, "Withdraw"),
    !own && session.user() && h("button", { type: "button", class: "link-button", onclick: () => report(review) }, "Report"),
    session.has("moderator") &&
      (review.visibility === "hidden"
        ? h("button", { type: "button", class: "link-button", onclick: () => restore(review, gone) }, "Restore")
        : h("button", { type: "button", class: "link-button", onclick: () => hide(review, gone) }, "Hide")),
  ].filter((it) => it);
  return h(
    "article",
    { class: "review", "aria-labelledby": name },
    h(
      "header",
      { class: "review-head" },
      avatar(review.author),
      h(
        "div",
        { class: "review-by" },
        h(
          "p",
          { id: name },
          h("a", { class: "author", href: `#/reviewers/${encodeURIComponent(review.author)}` }, bdi(review.author)),
          withSubject && [" on ", h("a", { href: `#/subjects/${review.subject}` }, nameOf(review.subject))],
        ),
        h("p", { class: "quiet" }, alone ? when : h("a", { href: `#/reviews/${review.id}`, title: "Permalink and history" }, when)),
      ),
      top,
      h(
        "p",
        { class: `verdict ${review.recommendation}` },
        h("span", { class: "verdict-word" }, icon(review.recommendation), RECOMMENDATIONS[review.recommendation]),
        scoreMark(review.score),
      ),
    ),
    h("p", { class: "marks" }, marks(review)),
    words(review, level),
    h(
      "div",
      { class: "review-end" },
      review.reactions && reactions(review, review.reactions, (summary) => top.replaceChildren(...(summary.top ? [badge(summary.top)] : []))),
      acts.length > 0 && h("footer", { class: "review-foot" }, acts),
    ),
  );
}
