// @ts-check
import { announce, failed, h } from "./dom.js";
import { count } from "./format.js";

/**
 * A list that grows by pages of a keyset.
 *
 * @template T
 * @param {object} options
 * @param {(cursor: string | undefined) => Promise<{items: T[], next?: string | null}>} options.load
 * @param {(item: T) => Node} options.item
 * @param {string} options.empty what to say when there is nothing
 * @param {string} [options.one] what an item is called
 * @param {"ol" | "ul"} [options.tag]
 * @param {string} [options.class]
 */
export function pages({ load, item, empty, one = "item", tag = "ol", class: className = "list" }) {
  const list = h(tag, { class: className });
  const foot = h("div", { class: "list-foot" });
  const whole = h("div", { class: "pages", "aria-busy": "true" }, list, foot);
  /** @param {string} [cursor] */
  async function more(cursor) {
    whole.setAttribute("aria-busy", "true");
    foot.replaceChildren(h("p", { class: "quiet loading" }, "Loading…"));
    try {
      const page = await load(cursor);
      const made = page.items.map((it) => h("li", {}, item(it)));
      list.append(...made);
      foot.replaceChildren();
      if (page.next) {
        const { next } = page;
        foot.append(h("button", { type: "button", class: "button", onclick: () => more(next) }, "Load more"));
      } else if (!list.children.length) {
        foot.append(h("p", { class: "quiet empty" }, empty));
      }
      if (cursor && made[0]) {
        made[0].tabIndex = -1;
        made[0].focus({ preventScroll: true });
        announce(`${count(made.length, one)} more.`);
      }
    } catch (failure) {
      if (/** @type {Error} */ (failure).name !== "AbortError") foot.replaceChildren(failed(failure, () => more(cursor)));
    } finally {
      whole.setAttribute("aria-busy", "false");
    }
  }
  more();
  return whole;
}
