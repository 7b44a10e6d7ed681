// @ts-check
/** @import { Rating } from "../../contracts/api.ts" */
import { call } from "../js/api.js";
import { trend } from "../js/charts.js";
import { failed, h } from "../js/dom.js";
import { nameOf, typeOf } from "../js/format.js";
import { live } from "../js/live.js";
import { ratingPanel } from "../js/rating.js";
import { reviewList } from "../js/reviews.js";
import { session } from "../js/session.js";

/** A subject: its rating, moving live, and its reviews. @param {import("../js/main.js").Context} context */
export async function show({ main, parts, query, signal, title }) {
  const [subject] = parts;
  title(nameOf(subject));
  const panel = h("div", {});
  const course = h("div", { class: "course" });
  const list = reviewList({ subject }, query, () => draw());
  /** @type {Rating | undefined} */
  let rating;
  const draw = () => {
    if (!rating) return;
    // A button of the old histogram may have the focus.
    const focused = [...panel.querySelectorAll("button")].indexOf(/** @type {any} */ (document.activeElement));
    panel.replaceChildren(ratingPanel(rating, { picked: list.pickedScore(), pick: list.pickScore }));
    panel.querySelectorAll("button")[focused]?.focus({ preventScroll: true });
  };
  const lamp = live(subject, signal, (news) => {
    const moved = rating && news.count !== rating.count;
    rating = news;
    draw();
    if (moved) {
      panel.classList.remove("moved");
      requestAnimationFrame(() => panel.classList.add("moved"));
      drawTrend();
    }
  });
  const drawTrend = async () => {
    try {
      const { data } = await call("get", "/ratings/{subject}/trend", { path: { subject }, query: { bucket: "week" }, signal });
      const buckets = data.items ?? [];
      course.replaceChildren(...(buckets.length ? [h("h2", {}, "Over time"), trend(buckets, { label: "Reviews and their mean by week" })] : []));
    } catch (failure) {
      if (!signal.aborted) course.replaceChildren(failed(failure));
    }
  };
  main.append(
    h(
      "div",
      { class: "subject-head" },
      h("p", { class: "eyebrow" }, h("a", { href: `#/types/${typeOf(subject)}` }, typeOf(subject)), h("code", {}, subject)),
      h("h1", {}, nameOf(subject)),
      h(
        "p",
        { class: "buttons" },
        h("a", { class: "button primary", href: `#/write/${subject}` }, "Write a review"),
        session.has("moderator") && h("a", { class: "button", href: `#/moderation/${subject}` }, "Anomalies and exclusions"),
      ),
    ),
    h(
      "div",
      { class: "subject" },
      h("section", { class: "rail", "aria-labelledby": "rating" }, h("div", { class: "rail-head" }, h("h2", { id: "rating" }, "Rating"), lamp), panel, course),
      h("section", { class: "reviews", "aria-labelledby": "reviews" }, h("h2", { id: "reviews" }, "Reviews"), list.element),
    ),
  );
  // The live call brings the rating at once; this is for who can't follow it, and for one's own last write.
  const after = sessionStorage.getItem(`starfold.after.${subject}`) ?? undefined;
  sessionStorage.removeItem(`starfold.after.${subject}`);
  const first = call("get", "/ratings/{subject}", { path: { subject }, query: { after }, signal }).catch(() => null);
  drawTrend();
  const answer = await first;
  if (answer && (!rating || rating.asOf < answer.data.asOf)) {
    rating = answer.data;
    draw();
  }
}
