// @ts-check
import { call } from "../js/api.js";
import { avatar } from "../js/card.js";
import { histogram } from "../js/charts.js";
import { bdi, failed, h } from "../js/dom.js";
import { count, score } from "../js/format.js";
import { badge, star } from "../js/icons.js";
import { reviewList } from "../js/reviews.js";

/** Who writes: their scores in sum, and their reviews. @param {import("../js/main.js").Context} context */
export async function show({ main, parts, query, signal, title }) {
  const [author] = parts;
  title(`Reviews by ${author}`);
  const figures = h("section", { class: "rail", "aria-labelledby": "scores" }, h("h2", { id: "scores" }, "Scores given"));
  const list = reviewList({ author }, query);
  main.append(
    h("div", { class: "subject-head person" }, avatar(author), h("h1", {}, bdi(author))),
    h("div", { class: "subject" }, figures, h("section", { class: "reviews", "aria-labelledby": "reviews" }, h("h2", { id: "reviews" }, "Reviews"), list.element)),
  );
  try {
    const { data } = await call("get", "/reviewers/{author}", { path: { author }, signal });
    figures.append(
      ...(data.count
        ? [
            h("p", { class: "rating-mean" }, star(), h("strong", {}, score(data.mean)), h("span", { class: "quiet" }, `mean of ${count(data.count, "review")}`)),
            histogram(data.histogram, { picked: list.pickedScore(), pick: list.pickScore }),
            h("p", { class: "rating-reactions" }, data.reactions.top && badge(data.reactions.top), count(data.reactions.overall, "reaction received", "reactions received")),
          ]
        : [h("p", { class: "quiet" }, "Nothing of theirs counts at present.")]),
    );
  } catch (failure) {
    if (!signal.aborted) figures.append(failed(failure));
  }
}
