// @ts-check

/** @typedef {Node | string | number | false | null | undefined} Child */

/**
 * @param {Element} element
 * @param {Record<string, any>} props
 * @param {(Child | Child[])[]} children
 */
function fill(element, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") {
      for (const [property, setting] of Object.entries(value)) {
        /** @type {HTMLElement} */ (element).style.setProperty(property, String(setting));
      }
    } else if (name === "value") /** @type {any} */ (element).value = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat()) {
    if (child !== false && child !== null && child !== undefined) {
      element.append(typeof child === "number" ? String(child) : child);
    }
  }
}

/**
 * An element. Text is always text; a property `on…` listens, `style` is an object, `true` sets a bare attribute.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [props]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  // A select takes its value only once it has its options.
  const { value, ...others } = props;
  fill(element, others, children);
  if (value !== undefined && value !== null) fill(element, { value }, []);
  return element;
}

/**
 * The same for SVG.
 *
 * @param {string} tag
 * @param {Record<string, any>} [props]
 * @param {...(Child | Child[])} children
 * @returns {SVGElement}
 */
export function s(tag, props = {}, ...children) {
  const element = /** @type {SVGElement} */ (document.createElementNS("http://www.w3.org/2000/svg", tag));
  fill(element, props, children);
  return element;
}

/** Text that people wrote, in whatever direction it runs. @param {string} text */
export const bdi = (text) => h("bdi", {}, text);

let counter = 0;

/** An id that nothing else has. */
export const fresh = (prefix = "id") => `${prefix}-${++counter}`;

/** Says it to who hears the page. @param {string} text */
export function announce(text) {
  const region = document.getElementById("announcer");
  if (region) {
    region.textContent = "";
    setTimeout(() => (region.textContent = text), 50);
  }
}

/**
 * Shows what failed where it failed.
 *
 * @param {unknown} failure
 * @param {(() => void)} [retry]
 */
export function failed(failure, retry) {
  const message = failure instanceof Error ? failure.message : String(failure);
  return h(
    "div",
    { class: "notice bad", role: "alert" },
    h("p", {}, message),
    retry && h("button", { class: "button", type: "button", onclick: retry }, "Try again"),
  );
}
