// @ts-check
/** @import { Rating } from "../../contracts/api.ts" */
import { histogram, split } from "./charts.js";
import { h } from "./dom.js";
import { count, KINDS, number, score, typeOf } from "./format.js";
import { icon, star } from "./icons.js";

/** @typedef {import("./format.js").Kind} Kind */

/**
 * All the figures of a subject.
 *
 * @param {Rating} rating
 * @param {{picked?: number, pick: (score: number) => void}} options
 */
export function ratingPanel(rating, { picked, pick }) {
  if (!rating.count) {
    return h("div", { class: "rating empty" }, star(), h("p", {}, "Nobody has reviewed this yet."), rating.excluded > 0 && excluded(rating));
  }
  const kinds = /** @type {Kind[]} */ (Object.keys(KINDS)).filter((kind) => rating.reactions.kinds[kind] > 0);
  return h(
    "div",
    { class: "rating" },
    h(
      "div",
      { class: "rating-head" },
      h("p", { class: "rating-mean" }, star(), h("strong", {}, score(rating.mean)), h("span", { class: "unseen" }, " is the mean")),
      h(
        "dl",
        { class: "rating-facts" },
        fact("Reviews", number(rating.count)),
        fact("Rank", rating.rank ? h("a", { href: `#/types/${typeOf(rating.subject)}` }, `#${number(rating.rank)}`) : "–"),
        fact("Weighted", score(rating.weighted)),
      ),
    ),
    histogram(rating.histogram, { picked, pick }),
    split(/** @type {any} */ (rating.recommendation)),
    kinds.length > 0 &&
      h(
        "p",
        { class: "rating-reactions" },
        h("span", { class: "unseen" }, `${count(rating.reactions.overall, "reaction")} to these reviews: `),
        kinds.map((kind) => h("span", { class: "reaction-sum", title: KINDS[kind] }, icon(kind), number(rating.reactions.kinds[kind]), h("span", { class: "unseen" }, ` ${KINDS[kind]}, `))),
      ),
    rating.excluded > 0 && excluded(rating),
  );
}

/** @param {string} name @param {Node | string} value */
const fact = (name, value) => h("div", {}, h("dt", {}, name), h("dd", {}, value));

/** @param {Rating} rating */
const excluded = (rating) => h("p", { class: "quiet" }, `${count(rating.excluded, "review")} left out by moderators.`);
