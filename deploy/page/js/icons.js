// @ts-check
/** @import { Kind } from "./format.js" */
import { h, s } from "./dom.js";
import { KINDS } from "./format.js";

/** Drawn on 24 × 24, in strokes. @type {Record<string, string[]>} */
const PATHS = {
  nice: ["M7 11v9H4v-9zM7 11l4-8c2 0 3 1 3 3l-1 4h6c1.2 0 2 1 1.8 2.2l-1.2 6c-.2 1-1 1.8-2.1 1.8H7"],
  "love-it": ["M12 20S4 15 4 9.2C4 6.5 6 5 8 5c1.8 0 3.2 1 4 2.600C12.8 6 14.2 5 16 5c2 0 4 1.5 4 4.200C20 15 12 20 12 20z"],
  funny: ["M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z", "M8 10h.01M16 10h.01", "M7.5 13.500h9c-.4 2.6-2.1 4-4.5 4s-4.1-1.4-4.5-4z"],
  confusing: ["M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z", "M9.5 9.500c0-1.5 1.1-2.5 2.5-2.500s2.5 1 2.5 2.400c0 1.9-2.5 2.1-2.5 4", "M12 17h.01"],
  informative: ["M9 18h6M10 21h4", "M8.5 15c0-2-2.5-3-2.5-6.200C6 5.6 8.7 3 12 3s6 2.6 6 5.800c0 3.2-2.5 4.2-2.5 6.200z"],
  "well-written": ["M4 20c2-8 7-14 16-16c0 6-4 11-11 12", "M4 20l7-8"],
  creative: ["M12 3l2 7l7 2l-7 2l-2 7l-2-7l-7-2l7-2z"],
  recommended: ["M12 3l2.7 5.800l6.3.8l-4.6 4.300l1.2 6.300l-5.6-3.100l-5.6 3.100l1.2-6.300l-4.6-4.300l6.3-.8z"],
  "mixed-feelings": ["M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z", "M7 14c2-2 3 1.5 5 0s3-1.5 5 0", "M9 9.500h.01M15 9.500h.01"],
  "not-recommended": ["M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z", "M6 6l12 12"],
  sun: ["M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8z", "M12 2v2.500M12 19.500V22M2 12h2.500M19.5 12H22M5 5l1.7 1.700M17.3 17.300L19 19M19 5l-1.7 1.700M6.7 17.300L5 19"],
  moon: ["M20 14.500A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.500z"],
  auto: ["M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z", "M12 3v18M12 7h6M12 11h8.500M12 15h8M12 19h4"],
};

/** A picture that says nothing by itself: its words stand beside it. @param {string} name */
export function icon(name) {
  return s(
    "svg",
    { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
    PATHS[name].map((d) => s("path", { d })),
  );
}

/** The mark: a star, folded. */
export function star() {
  return s(
    "svg",
    { class: "star", viewBox: "0 0 32 32", "aria-hidden": "true", focusable: "false" },
    s("path", { class: "star-lit", d: "M16 1 20 12 16 16zM31 16 20 20 16 16zM16 31 12 20 16 16zM1 16 12 12 16 16z" }),
    s("path", { class: "star-shade", d: "M16 1 12 12 16 16zM31 16 20 12 16 16zM16 31 20 20 16 16zM1 16 12 20 16 16z" }),
  );
}

/** The badge of a review: the reaction that it got most. @param {string} kind */
export function badge(kind) {
  return h("span", { class: "badge", title: "What readers said most" }, icon(kind), KINDS[/** @type {Kind} */ (kind)] ?? kind);
}
