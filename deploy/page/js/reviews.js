// @ts-check
import { call } from "./api.js";
import { card } from "./card.js";
import { h } from "./dom.js";
import { RECOMMENDATIONS } from "./format.js";
import { pages } from "./pages.js";

const SORTS = { helpful: "Most helpful", newest: "Newest", oldest: "Oldest", highest: "Highest score", lowest: "Lowest score", "most-reacted": "Most reactions" };
const FILTERS = ["sort", "recommendation", "minScore", "maxScore", "preliminary", "spoiler", "hasBody", "language", "q"];

/**
 * Reviews with the choice of order and filters, which stand in the address too.
 *
 * @param {{subject?: string, author?: string}} whose
 * @param {URLSearchParams} query what the address asks for
 * @param {() => void} [changed]
 */
export function reviewList(whose, query, changed = () => {}) {
  const asked = Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? ""]));
  asked.sort ||= whose.subject ? "helpful" : "newest";
  asked.hasBody ||= whose.author ? "any" : "true";
  const place = h("div", {});
  const controls = toolbar(asked, !whose.subject && !whose.author, (name, value) => {
    asked[name] = value;
    draw();
  });

  function draw() {
    const kept = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
    history.replaceState(null, "", `${location.hash.split("?")[0]}?${kept}`);
    place.replaceChildren(list());
    changed();
  }

  const list = () =>
    pages({
      load: async (cursor) => {
        const wanted = { ...whose, ...asked, hasBody: asked.hasBody === "any" ? "" : asked.hasBody, include: "reactions", body: "html", limit: 10, cursor };
        return (await call("get", "/reviews", { query: /** @type {any} */ (wanted) })).data;
      },
      item: (review) => card(review, { withSubject: !whose.subject, level: whose.subject || whose.author ? 3 : 2, gone: draw }),
      empty: FILTERS.some((name) => name !== "sort" && name !== "hasBody" && asked[name]) ? "No review is like that." : "No review yet.",
      one: "review",
    });

  place.append(list());
  return {
    element: h("div", {}, controls.element, place),
    pickedScore: () => (asked.minScore && asked.minScore === asked.maxScore ? Number(asked.minScore) : undefined),
    pickScore: (/** @type {number} */ score) => {
      const same = asked.minScore === String(score) && asked.maxScore === String(score);
      asked.minScore = asked.maxScore = same ? "" : String(score);
      controls.setScores(asked.minScore, asked.maxScore);
      draw();
    },
  };
}

/**
 * @param {Record<string, string>} asked
 * @param {boolean} search words come first
 * @param {(name: string, value: string) => void} set
 */
function toolbar(asked, search, set) {
  /** @param {string} label @param {string} name @param {Record<string, string>} options */
  const select = (label, name, options) =>
    h(
      "label",
      { class: "tool" },
      h("span", {}, label),
      h(
        "select",
        { name, value: asked[name], onchange: (/** @type {any} */ event) => set(name, event.target.value) },
        Object.entries(options).map(([value, words]) => h("option", { value }, words)),
      ),
    );
  const scores = { "": "Any", ...Object.fromEntries(Array.from({ length: 10 }, (_, i) => [i + 1, String(i + 1)])) };
  const least = select("Lowest score", "minScore", scores);
  const most = select("Highest score", "maxScore", scores);
  const input = h("input", { type: "search", name: "q", value: asked.q, dir: "auto", maxlength: 200, onchange: (/** @type {any} */ event) => set("q", event.target.value.trim().length > 1 ? event.target.value.trim() : "") });
  const words = h("label", { class: "tool grow" }, h("span", {}, "Words"), input);
  const more = ["minScore", "maxScore", "preliminary", "spoiler", "language", search ? "" : "q"].some((name) => asked[name]);
  return {
    element: h(
      "form",
      { class: "toolbar", "aria-label": "Order and filters", onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      search && words,
      select("Order", "sort", SORTS),
      select("Verdict", "recommendation", { "": "Any", ...RECOMMENDATIONS }),
      select("Kind", "hasBody", { true: "With text", any: "All", false: "Bare ratings" }),
      h(
        "details",
        { class: "tools", open: more },
        h("summary", {}, "More filters"),
        h(
          "div",
          { class: "toolbar" },
          !search && words,
          least,
          most,
          select("Preliminary", "preliminary", { "": "Any", false: "Finished", true: "Preliminary" }),
          select("Spoilers", "spoiler", { "": "Any", false: "Without", true: "With" }),
          h("label", { class: "tool" }, h("span", {}, "Language"), h("input", { type: "text", name: "language", value: asked.language, size: 6, maxlength: 35, onchange: (/** @type {any} */ event) => set("language", event.target.value.trim()) })),
        ),
      ),
    ),
    /** @param {string} from @param {string} to */
    setScores(from, to) {
      /** @type {HTMLSelectElement} */ (least.querySelector("select")).value = from;
      /** @type {HTMLSelectElement} */ (most.querySelector("select")).value = to;
    },
  };
}
