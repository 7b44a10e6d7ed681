// @ts-check
/** @import { Rating } from "../../contracts/api.ts" */
import { call, Problem } from "../js/api.js";
import { shape } from "../js/charts.js";
import { h } from "../js/dom.js";
import { clearFaults, field, showFaults } from "../js/form.js";
import { count, nameOf, number, score, SUBJECT } from "../js/format.js";
import { icon } from "../js/icons.js";
import { pages } from "../js/pages.js";

const SORTS = { weighted: "Best", trending: "Trending", count: "Most reviewed", mean: "Mean" };
const KEY = "starfold.type";

/** The chart of a type, and the way to a subject. @param {import("../js/main.js").Context} context */
export function show({ main, parts, query, title }) {
  const type = parts[0] ?? localStorage.getItem(KEY) ?? "anime";
  const sort = query.get("sort") ?? "weighted";
  localStorage.setItem(KEY, type);
  title(parts[0] ? `Chart of ${type}` : "");
  main.append(
    h("div", { class: "home-head" }, h("h1", {}, "What people make of it"), goTo()),
    h(
      "section",
      { "aria-labelledby": "chart" },
      h(
        "div",
        { class: "section-head" },
        h("h2", { id: "chart" }, "Chart of ", h("em", {}, type)),
        typeForm(type),
      ),
      h(
        "ul",
        { class: "tabs", "aria-label": "Order" },
        Object.entries(SORTS).map(([key, name]) =>
          h("li", {}, h("a", { href: `#/types/${type}?sort=${key}`, "aria-current": key === sort ? "true" : undefined }, name)),
        ),
      ),
      pages({
        load: async (cursor) =>
          (await call("get", "/ratings", { query: /** @type {any} */ ({ type, sort, minCount: 1, limit: 20, cursor }) })).data,
        item: row,
        empty: `Nothing of the type “${type}” has been rated yet.`,
        one: "subject",
        class: "chart",
      }),
    ),
  );
}

/** @param {Rating} rating */
function row(rating) {
  return h(
    "a",
    { class: "chart-row", href: `#/subjects/${rating.subject}` },
    h("span", { class: "chart-rank" }, h("span", { class: "unseen" }, "Rank "), rating.rank ?? "–"),
    h(
      "span",
      { class: "chart-name" },
      h("strong", {}, nameOf(rating.subject)),
      h(
        "span",
        { class: "quiet" },
        count(rating.count, "review"),
        ` · ${rating.recommendation.recommended.percentage.toFixed(0)}% recommend`,
      ),
    ),
    shape(rating.histogram),
    h("span", { class: "chart-badge" }, rating.reactions.top && [icon(rating.reactions.top), number(rating.reactions.overall), h("span", { class: "unseen" }, " reactions")]),
    h("span", { class: "chart-figures" }, h("strong", {}, score(rating.weighted)), h("span", { class: "quiet" }, `mean ${score(rating.mean)}`)),
  );
}

/** Starfold keeps no catalogue: a subject is whatever one names. */
function goTo() {
  const input = h("input", { type: "text", name: "subject", placeholder: "anime:53393", autocomplete: "off", spellcheck: "false", autocapitalize: "none" });
  const form = h(
    "form",
    { class: "go-to", novalidate: true },
    field("Go to a subject", input, { name: "subject", hint: "Its type and id: anime:53393, book:9780261102217" }),
    h("button", { class: "button primary" }, "Go"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearFaults(form);
    const subject = input.value.trim();
    if (SUBJECT.test(subject)) location.hash = `#/subjects/${subject}`;
    else showFaults(form, new Problem(400, { errors: [{ field: "subject", message: "is a type in lower case, a colon and an id" }] }));
  });
  return form;
}

/** @param {string} type */
function typeForm(type) {
  const input = h("input", { type: "text", name: "type", value: type, size: 10, "aria-label": "Type", autocapitalize: "none", spellcheck: "false" });
  const form = h("form", { class: "inline-form" }, input, h("button", { class: "button" }, "Show type"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = input.value.trim().toLowerCase();
    if (/^[a-z][a-z0-9-]{0,31}$/.test(wanted)) location.hash = `#/types/${wanted}`;
    else input.focus();
  });
  return form;
}
