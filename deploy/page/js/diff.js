// @ts-check
import { h } from "./dom.js";
import { RECOMMENDATIONS } from "./format.js";

const MOST = 4000;

/** Words and the space between, each a piece. @param {string} text @returns {string[]} */
const pieces = (text) => text.match(/\s+|[^\s]+/gu) ?? [];

/**
 * What was taken out and put in, by words; whole texts where they are too long to be compared.
 *
 * @param {string} from
 * @param {string} to
 * @returns {{kind: "same" | "out" | "in", text: string}[]}
 */
export function compare(from, to) {
  let [a, b] = [pieces(from), pieces(to)];
  const head = [];
  while (a.length && b.length && a[0] === b[0]) {
    head.push(a[0]);
    a = a.slice(1);
    b = b.slice(1);
  }
  const tail = [];
  while (a.length && b.length && a.at(-1) === b.at(-1)) {
    tail.unshift(a.at(-1));
    a = a.slice(0, -1);
    b = b.slice(0, -1);
  }
  const middle = a.length * b.length > MOST * MOST ? [{ kind: "out", text: a.join("") }, { kind: "in", text: b.join("") }] : common(a, b);
  const all = [{ kind: "same", text: head.join("") }, ...middle, { kind: "same", text: tail.join("") }];
  return /** @type {any} */ (all.filter(({ text }) => text));
}

/**
 * By the longest common subsequence.
 *
 * @param {string[]} a
 * @param {string[]} b
 */
function common(a, b) {
  const wide = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * wide);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * wide + j] = a[i] === b[j] ? lengths[(i + 1) * wide + j + 1] + 1 : Math.max(lengths[(i + 1) * wide + j], lengths[i * wide + j + 1]);
    }
  }
  /** @type {{kind: string, text: string}[]} */
  const parts = [];
  const add = (/** @type {string} */ kind, /** @type {string} */ text) => {
    const last = parts.at(-1);
    if (last?.kind === kind) last.text += text;
    else parts.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add("same", a[i++]);
      j++;
    } else if (j === b.length || (i < a.length && lengths[(i + 1) * wide + j] >= lengths[i * wide + j + 1])) add("out", a[i++]);
    else add("in", b[j++]);
  }
  return parts;
}

const FIELDS = { score: "Score", recommendation: "Verdict", headline: "Headline", body: "Text", spoiler: "Spoiler", preliminary: "Preliminary", progress: "Progress", language: "Language", visibility: "Visibility" };

/**
 * What changed of a review, field by field.
 *
 * @param {Record<string, {from?: any, to?: any}>} changes
 * @param {boolean} [folded] the texts are shown on demand: they tell what happens
 */
export const changeList = (changes, folded = false) =>
  h(
    "dl",
    { class: "changes" },
    Object.entries(FIELDS)
      // Headline and body are deleted together: that is said once.
      .filter(([name]) => changes[name] && !(name === "headline" && changes.headline.to?.textErased))
      .map(([name, words]) => {
        const change = difference(changes[name].from, changes[name].to);
        const hidden = folded && (name === "headline" || name === "body");
        return h("div", {}, h("dt", {}, words), h("dd", {}, hidden ? h("details", {}, h("summary", {}, "Show it"), change) : change));
      }),
  );

/**
 * A change of a field, as readers see it.
 *
 * @param {any} from
 * @param {any} to
 */
function difference(from, to) {
  const [was, is] = [from?.textErased ? "" : words(from), words(to)];
  if (!was) return h("div", { class: "diff", dir: "auto" }, is);
  const parts = is ? compare(was, is) : [{ kind: "out", text: was }];
  return h(
    "div",
    { class: "diff", dir: "auto" },
    parts.map(({ kind, text }) => (kind === "same" ? text : h(kind === "in" ? "ins" : "del", {}, text))),
  );
}

/** @param {any} value */
function words(value) {
  if (value === null || value === undefined) return "";
  if (value.textErased) return "(text deleted by a moderator)";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "object") return "consumed" in value ? `${value.consumed} of ${value.total ?? "?"}` : JSON.stringify(value);
  return RECOMMENDATIONS[/** @type {keyof typeof RECOMMENDATIONS} */ (value)] ?? String(value);
}
