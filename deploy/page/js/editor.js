// @ts-check
/** @import { Review, Submission } from "../../contracts/api.ts" */
import { h } from "./dom.js";
import { choice, chosen, field } from "./form.js";
import { number, RECOMMENDATIONS } from "./format.js";

/** Characters as the API counts them: code points. @param {string} text */
const length = (text) => [...text].length;

/**
 * The fields of a review.
 *
 * @param {Record<string, string>} values what they hold at first
 * @param {{subject?: string}} fixed a subject that is given already
 */
export function editor(values, fixed) {
  const text = (/** @type {string} */ name, props = {}) => h("input", { type: "text", name, value: values[name] ?? "", ...props });
  const headline = text("headline", { dir: "auto", maxlength: 240 });
  const body = h("textarea", { name: "body", rows: 12, dir: "auto", value: values.body ?? "" });
  const left = h("span", {});
  const form = h(
    "form",
    { class: "sheet editor", novalidate: true, "aria-label": "Your review" },
    fixed.subject
      ? h("input", { type: "hidden", name: "subject", value: fixed.subject })
      : field("Subject", text("subject", { spellcheck: "false", autocapitalize: "none", placeholder: "anime:53393" }), { name: "subject", hint: "Type and id" }),
    choice(
      "Score",
      "score",
      Array.from({ length: 10 }, (_, i) => ({ value: String(i + 1), label: String(i + 1) })),
      values.score ?? "",
      "choices scores",
    ),
    choice(
      "Do you recommend it?",
      "recommendation",
      [{ value: "", label: "As the score says" }, ...Object.entries(RECOMMENDATIONS).map(([value, label]) => ({ value, label }))],
      values.recommendation ?? "",
      "choices pairs",
    ),
    field("Headline", headline, { name: "headline", hint: "Up to 120 characters; may be left out" }),
    field("Text", body, { name: "body", hint: ["Markdown: *emphasis*, **strong**, lists, > quotes. ", left] }),
    h(
      "div",
      { class: "field", "data-field": "spoiler" },
      h("label", { class: "check" }, h("input", { type: "checkbox", name: "spoiler", value: "true", checked: values.spoiler === "true" }), h("span", {}, "It tells what happens: fold it as a spoiler")),
      h("p", { class: "error" }),
    ),
    h(
      "div",
      { class: "pair" },
      field("Seen or read", text("consumed", { inputmode: "numeric", size: 5 }), { name: "progress.consumed", hint: "Episodes or chapters" }),
      field("Of", text("total", { inputmode: "numeric", size: 5 }), { name: "progress.total", hint: "Empty while unknown" }),
      field(
        "Preliminary",
        h("select", { name: "preliminary", value: values.preliminary ?? "" }, h("option", { value: "" }, "As progress says"), h("option", { value: "true" }, "Yes"), h("option", { value: "false" }, "No")),
        { name: "preliminary" },
      ),
      field("Language", text("language", { size: 6, placeholder: "en", autocapitalize: "none" }), { name: "language", hint: "Such as en, pt-BR" }),
    ),
    h("div", { class: "form-fault" }),
  );
  const count = () => (left.textContent = `${number(20_000 - length(body.value))} characters left.`);
  body.addEventListener("input", count);
  count();
  return form;
}

/** What the form holds, as texts. @param {HTMLFormElement} form @returns {Record<string, string>} */
export const valuesOf = (form) => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));

/** The same as the API wants it; what is no number is sent as it is, for the API to say so. @param {HTMLFormElement} form @returns {Submission} */
export function submissionOf(form) {
  const values = valuesOf(form);
  const whole = (/** @type {string} */ text) => (/^-?\d+$/.test(text.trim()) ? Number(text) : text.trim() || null);
  /** @type {Record<string, unknown>} */
  const made = {
    subject: values.subject?.trim(),
    score: whole(chosen(form, "score")),
    recommendation: values.recommendation || null,
    headline: values.headline || null,
    body: values.body || null,
    spoiler: values.spoiler === "true",
    preliminary: values.preliminary ? values.preliminary === "true" : null,
    progress: values.consumed || values.total ? { consumed: whole(values.consumed), total: whole(values.total) } : null,
    language: values.language?.trim() || null,
  };
  return /** @type {any} */ (made);
}

/** @param {Review} review @returns {Record<string, string>} */
export const valuesFrom = (review) => ({
  score: String(review.score),
  recommendation: review.recommendation,
  headline: review.headline ?? "",
  body: review.body ?? "",
  spoiler: String(review.spoiler),
  preliminary: String(review.preliminary),
  consumed: String(review.progress?.consumed ?? ""),
  total: String(review.progress?.total ?? ""),
  language: review.language ?? "",
});
