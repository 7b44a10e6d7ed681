// @ts-check
import { h, s } from "./dom.js";
import { number, RECOMMENDATIONS } from "./format.js";

/** @typedef {{score: number, count: number, percentage: number}} Bar */

/**
 * Ten columns. With `pick`, each is a button that asks for the reviews of its score.
 *
 * @param {Bar[]} bars
 * @param {{picked?: number, pick?: (score: number) => void}} [options]
 */
export function histogram(bars, { picked, pick } = {}) {
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  return h(
    "ol",
    { class: "histogram", "aria-label": "How many gave each score" },
    bars.map((bar) => {
      const words = `Score ${bar.score}: ${number(bar.count)}, ${bar.percentage.toFixed(1)} %`;
      const column = [
        h(
          "span",
          { class: "histogram-room", "aria-hidden": "true" },
          h("span", { class: "histogram-share" }, bar.count ? `${bar.percentage.toFixed(1)}%` : ""),
          drawn(bar, most),
        ),
        h("span", { class: "histogram-score", "aria-hidden": "true" }, bar.score),
      ];
      return h(
        "li",
        {},
        pick
          ? h(
              "button",
              {
                type: "button",
                class: "histogram-column",
                title: words,
                "aria-label": words,
                "aria-pressed": String(picked === bar.score),
                onclick: () => pick(bar.score),
              },
              column,
            )
          : h("span", { class: "histogram-column", title: words }, h("span", { class: "unseen" }, words), column),
      );
    }),
  );
}

/** @param {Bar} bar @param {number} most the highest count beside it */
const drawn = (bar, most) =>
  h("span", { class: "histogram-bar", "data-score": bar.score, "data-empty": !bar.count, style: { "--part": bar.count / most } });

/** The same as a small picture, where the figures stand beside it. @param {Bar[]} bars */
export function shape(bars) {
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  return h(
    "span",
    { class: "shape", "aria-hidden": "true" },
    bars.map((bar) => drawn(bar, most)),
  );
}

/** @param {Record<string, {count: number, percentage: number}>} shares */
export function split(shares) {
  const kinds = /** @type {(keyof typeof RECOMMENDATIONS)[]} */ (Object.keys(RECOMMENDATIONS));
  return h(
    "div",
    { class: "split" },
    h(
      "div",
      { class: "split-bar", "aria-hidden": "true" },
      kinds.map((kind) => shares[kind].count > 0 && h("span", { class: kind, style: { "flex-grow": shares[kind].percentage } })),
    ),
    h(
      "dl",
      { class: "split-legend" },
      kinds.map((kind) =>
        h(
          "div",
          { class: kind },
          h("dt", {}, RECOMMENDATIONS[kind]),
          h("dd", {}, h("strong", {}, `${shares[kind].percentage.toFixed(1)}%`), ` ${number(shares[kind].count)}`),
        ),
      ),
    ),
  );
}

/** @typedef {{bucket: string, count: number, mean: number, runningMean: number}} Bucket */

const WIDTH = 420;
const HEIGHT = 170;
const LEFT = 26;
const BOTTOM = 24;

/**
 * How many reviews came (bars), and the mean over all so far (line). The same is in a table for who can't see it.
 *
 * @param {Bucket[]} buckets
 * @param {{label: string, marked?: Map<string, string>}} options words for buckets to be marked, by their first day
 */
export function trend(buckets, { label, marked = new Map() }) {
  const times = buckets.map((bucket) => Date.parse(bucket.bucket));
  const first = times[0] ?? 0;
  const span = Math.max(1, (times.at(-1) ?? 0) - first);
  const most = Math.max(1, ...buckets.map((bucket) => bucket.count));
  const wide = Math.max(2, Math.min(22, (WIDTH - LEFT) / (buckets.length * 1.6)));
  /** @param {number} time */
  const x = (time) => (buckets.length === 1 ? (WIDTH + LEFT) / 2 : LEFT + wide + ((time - first) / span) * (WIDTH - LEFT - 2 * wide));
  /** @param {number} mean */
  const y = (mean) => 8 + ((10 - mean) / 9) * (HEIGHT - BOTTOM - 8);
  const base = HEIGHT - BOTTOM;
  const line = buckets.map((bucket, i) => `${i ? "L" : "M"}${x(times[i]).toFixed(1)} ${y(bucket.runningMean).toFixed(1)}`);
  const last = buckets.at(-1);
  return h(
    "figure",
    { class: "trend" },
    s(
      "svg",
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label },
      [1, 4, 7, 10].map((mean) => [
        s("line", { class: "grid", x1: LEFT, x2: WIDTH, y1: y(mean), y2: y(mean) }),
        s("text", { class: "tick", x: LEFT - 8, y: y(mean) + 4, "text-anchor": "end" }, mean),
      ]).flat(),
      buckets.map((bucket, i) =>
        s(
          "rect",
          {
            class: marked.has(bucket.bucket) ? "bar marked" : "bar",
            x: x(times[i]) - wide / 2,
            width: wide,
            y: base - (bucket.count / most) * (base - 14),
            height: (bucket.count / most) * (base - 14),
          },
          s("title", {}, `${bucket.bucket}: ${bucket.count}, mean ${bucket.mean.toFixed(2)}${marked.get(bucket.bucket) ?? ""}`),
        ),
      ),
      buckets.length > 1 && s("path", { class: "line", d: line.join("") }),
      last && s("circle", { class: "dot", cx: x(times[times.length - 1]), cy: y(last.runningMean), r: 3.5 }),
      [buckets[0], last].map((bucket, i) =>
        bucket &&
        (i === 0 || buckets.length > 1) &&
        s("text", { class: "tick", x: i ? WIDTH : LEFT, y: HEIGHT - 6, "text-anchor": i ? "end" : "start" }, bucket.bucket),
      ),
    ),
    h("figcaption", {}, h("span", { class: "key key-bar" }, "reviews"), h("span", { class: "key key-line" }, "mean so far, 1 to 10"), marked.size > 0 && h("span", { class: "key key-marked" }, "breaks from its past")),
    h(
      "details",
      { class: "figures" },
      h("summary", {}, "Show as a table"),
      h(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-label": `${label}, as a table` },
        h(
          "table",
          {},
          h("thead", {}, h("tr", {}, ["From", "Reviews", "Mean", "Mean so far"].map((name) => h("th", { scope: "col" }, name)))),
          h(
            "tbody",
            {},
            buckets.map((bucket) =>
              h(
                "tr",
                {},
                h("th", { scope: "row" }, bucket.bucket, marked.get(bucket.bucket) ?? ""),
                h("td", {}, number(bucket.count)),
                h("td", {}, bucket.mean.toFixed(2)),
                h("td", {}, bucket.runningMean.toFixed(2)),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

/**
 * A small line of the latest values.
 *
 * @param {number[]} values
 * @param {string} label
 */
export function spark(values, label) {
  const most = Math.max(1, ...values);
  const points = values.map((value, i) => `${((i / Math.max(1, values.length - 1)) * 120).toFixed(1)},${(30 - (value / most) * 28).toFixed(1)}`);
  return s(
    "svg",
    { class: "spark", viewBox: "0 0 120 32", role: "img", "aria-label": label, preserveAspectRatio: "none" },
    s("polyline", { points: points.join(" ") }),
  );
}
