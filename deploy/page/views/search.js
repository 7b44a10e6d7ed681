// @ts-check
import { h } from "../js/dom.js";
import { reviewList } from "../js/reviews.js";

/** Reviews of everything, newest first, found by words. @param {import("../js/main.js").Context} context */
export function show({ main, query, title }) {
  title("Reviews");
  const list = reviewList({}, query);
  main.append(h("h1", {}, "Reviews"), h("div", { class: "search" }, list.element));
}
