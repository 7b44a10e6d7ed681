// @ts-check
import { h } from "./dom.js";

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const NUMBER = new Intl.NumberFormat("en");

/** @param {number} value */
export const number = (value) => NUMBER.format(value);

/** A figure with two decimals, or a dash where there is none. @param {number | null | undefined} value */
export const score = (value) => (value === null || value === undefined ? "–" : value.toFixed(2));

/**
 * One of something, or some.
 *
 * @param {number} count
 * @param {string} one
 */
export const count = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

/** The day, with the time to the second as its title. @param {string} instant */
export function day(instant) {
  const date = new Date(instant);
  return h("time", { datetime: instant, title: FULL.format(date) }, DAY.format(date));
}

/** The day and time. @param {string} instant */
export const moment = (instant) => h("time", { datetime: instant }, FULL.format(new Date(instant)));

/** The type of a subject, `anime` of `anime:53393`. @param {string} subject */
export const typeOf = (subject) => subject.slice(0, subject.indexOf(":"));

/** What a subject may be called: Starfold keeps no titles, so it is made of the id. @param {string} subject */
export function nameOf(subject) {
  const id = subject.slice(subject.indexOf(":") + 1);
  const words = /[a-z]/i.test(id) ? id.replace(/[-_.~]+/g, " ").trim() : `${typeOf(subject)} ${id}`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const RECOMMENDATIONS = /** @type {const} */ ({
  recommended: "Recommended",
  "mixed-feelings": "Mixed feelings",
  "not-recommended": "Not recommended",
});

export const KINDS = /** @type {const} */ ({
  nice: "Nice",
  "love-it": "Love it",
  funny: "Funny",
  confusing: "Confusing",
  informative: "Informative",
  "well-written": "Well written",
  creative: "Creative",
});

/** @typedef {keyof typeof KINDS} Kind */

export const SUBJECT = /^[a-z][a-z0-9-]{0,31}:[A-Za-z0-9._~-]{1,96}$/;
