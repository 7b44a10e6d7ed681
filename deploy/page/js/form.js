// @ts-check
import { Problem } from "./api.js";
import { failed, fresh, h } from "./dom.js";

/** @typedef {import("./dom.js").Child} Child */

/**
 * A control with its label, a hint, and room for what is wrong with it.
 *
 * @param {string} label
 * @param {HTMLElement} control
 * @param {{name: string, hint?: Child | Child[]}} options the field's name in the API
 */
export function field(label, control, { name, hint }) {
  control.id ||= fresh("field");
  const hintId = hint ? `${control.id}-hint` : "";
  const errorId = `${control.id}-error`;
  control.setAttribute("aria-describedby", `${hintId} ${errorId}`.trim());
  return h(
    "div",
    { class: "field", "data-field": name },
    h("label", { for: control.id }, label),
    control,
    hint && h("p", { class: "hint", id: hintId }, hint),
    h("p", { class: "error", id: errorId }),
  );
}

/**
 * Choices of which one is made.
 *
 * @param {string} legend
 * @param {string} name the field's name in the API
 * @param {{value: string, label: Child | Child[]}[]} choices
 * @param {string} chosen
 * @param {string} [className]
 */
export function choice(legend, name, choices, chosen, className = "choices") {
  const group = fresh(name);
  return h(
    "fieldset",
    { class: "field", "data-field": name, "aria-describedby": `${group}-error` },
    h("legend", {}, legend),
    h(
      "div",
      { class: className },
      choices.map(({ value, label }) =>
        h("label", {}, h("input", { type: "radio", name, value, checked: value === chosen }), h("span", {}, label)),
      ),
    ),
    h("p", { class: "error", id: `${group}-error` }),
  );
}

/** @param {HTMLFormElement} form @param {string} name */
export const chosen = (form, name) => String(new FormData(form).get(name) ?? "");

/** Takes away what an earlier answer complained of. @param {HTMLElement} form */
export function clearFaults(form) {
  form.querySelector(".form-fault")?.replaceChildren();
  for (const wrong of form.querySelectorAll(".field.wrong")) {
    wrong.classList.remove("wrong");
    wrong.querySelector(".error")?.replaceChildren();
    wrong.querySelectorAll("[aria-invalid]").forEach((it) => it.removeAttribute("aria-invalid"));
  }
}

/**
 * Shows a refusal beside the fields that it names, and the rest in the form's `.form-fault`; `focus` leads to the first.
 *
 * @param {HTMLElement} form
 * @param {unknown} failure
 * @param {{focus?: boolean}} [options]
 */
export function showFaults(form, failure, { focus = true } = {}) {
  clearFaults(form);
  const errors = failure instanceof Problem ? failure.errors : [];
  const homeless = [];
  for (const { field: name, message } of errors) {
    const place = form.querySelector(`[data-field="${CSS.escape(name)}"]`) ?? form.querySelector(`[data-field="${CSS.escape(name.split(".")[0])}"]`);
    const error = place?.querySelector(".error");
    if (place && error) {
      place.classList.add("wrong");
      error.append(h("span", {}, `${message.charAt(0).toUpperCase()}${message.slice(1)}. `));
      place.querySelectorAll("input, textarea, select").forEach((it) => it.setAttribute("aria-invalid", "true"));
    } else homeless.push(`${name}: ${message}`);
  }
  if (!errors.length || homeless.length) {
    form.querySelector(".form-fault")?.replaceChildren(failed(homeless.length ? new Error(homeless.join("; ")) : failure));
  }
  if (focus) /** @type {HTMLElement | null} */ (form.querySelector(".wrong input, .wrong textarea, .wrong select"))?.focus();
}

/**
 * A dialog that asks, and stays open until `send` succeeds or the user turns away.
 *
 * @param {object} options
 * @param {string} options.title
 * @param {Child[]} options.content
 * @param {string} options.action what the button says
 * @param {boolean} [options.grave]
 * @param {(form: HTMLFormElement) => Promise<void>} options.send
 */
export function ask({ title, content, action, grave = false, send }) {
  const id = fresh("dialog");
  const button = h("button", { class: grave ? "button grave" : "button primary" }, action);
  const form = h(
    "form",
    { novalidate: true },
    h("h2", { id }, title),
    content,
    h("div", { class: "form-fault" }),
    h("div", { class: "buttons" }, h("button", { type: "button", class: "button", onclick: () => dialog.close() }, "Cancel"), button),
  );
  const dialog = h("dialog", { "aria-labelledby": id }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearFaults(form);
    button.disabled = true;
    try {
      await send(form);
      dialog.close();
    } catch (failure) {
      showFaults(form, failure);
    } finally {
      button.disabled = false;
    }
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
