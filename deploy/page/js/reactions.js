// @ts-check
/** @import { Kind } from "./format.js" */
import { call, Problem } from "./api.js";
import { announce, bdi, failed, fresh, h } from "./dom.js";
import { count, KINDS, number } from "./format.js";
import { icon } from "./icons.js";
import { session } from "./session.js";

/** @typedef {{overall: number, kinds: Record<Kind, number>, top?: Kind | null, mine?: Kind | null}} Summary */

/**
 * The reactions to a review: those given at first, all kinds and who gave them on demand. `changed` hears of every new summary.
 *
 * @param {{id: string, author: string}} review
 * @param {Summary} summary
 * @param {(summary: Summary) => void} changed
 */
export function reactions(review, summary, changed) {
  const own = session.user() === review.author;
  const id = fresh("reactions");
  const people = h("div", { class: "people", id });
  const row = h("div", { class: "reaction-row", role: "group", "aria-label": "Reactions" });
  const fault = h("div", {});
  let open = false;

  /** @param {Kind} kind */
  async function react(kind) {
    if (!session.user()) {
      fault.replaceChildren(h("p", { class: "notice", role: "alert" }, h("a", { href: "#/account" }, "Sign in"), " to react."));
      return;
    }
    try {
      if (summary.mine === kind) {
        await call("delete", "/reactions/{reviewId}", { path: { reviewId: review.id } });
        summary = (await call("get", "/reactions/{reviewId}", { path: { reviewId: review.id } })).data;
        announce(`${KINDS[kind]} taken back.`);
      } else {
        summary = (await call("put", "/reactions/{reviewId}", { path: { reviewId: review.id }, body: { kind } })).data;
        announce(`${KINDS[kind]}, ${number(summary.kinds[kind])} in all.`);
      }
      fault.replaceChildren();
      draw(kind);
      changed(summary);
    } catch (failure) {
      fault.replaceChildren(failed(failure instanceof Problem && failure.slug === "own-review" ? new Error("Nobody reacts to their own review.") : failure));
    }
  }

  /** @param {Kind} [focused] */
  function draw(focused) {
    const all = /** @type {Kind[]} */ (Object.keys(KINDS));
    const shown = open ? all : all.filter((kind) => summary.kinds[kind] > 0);
    row.replaceChildren(
      ...shown.map((kind) => {
        const mine = summary.mine === kind;
        const content = [icon(kind), h("span", {}, KINDS[kind]), h("span", { class: "reaction-count" }, number(summary.kinds[kind]))];
        return own
          ? h("span", { class: "reaction" }, content)
          : h("button", { type: "button", class: "reaction", "aria-pressed": String(mine), "data-kind": kind, onclick: () => react(kind) }, content);
      }),
      h(
        "button",
        { type: "button", class: "reaction more", "aria-expanded": String(open), "aria-controls": id, onclick: toggle },
        open ? "Show fewer" : summary.overall ? "Show all" : own ? "Reactions" : "React",
      ),
    );
    if (focused) /** @type {HTMLElement | null} */ (row.querySelector(`[data-kind="${focused}"]`) ?? row.querySelector(".more"))?.focus();
  }

  async function toggle() {
    open = !open;
    draw();
    /** @type {HTMLElement | null} */ (row.querySelector(".more"))?.focus();
    people.replaceChildren();
    if (!open || !summary.overall) return;
    try {
      const { data } = await call("get", "/reactions/{reviewId}/users", { path: { reviewId: review.id }, query: { limit: 20 } });
      const items = /** @type {{user: string, kind: Kind}[]} */ (data.items);
      people.replaceChildren(
        h("ul", { "aria-label": "Who reacted" }, items.map((it) => h("li", {}, icon(it.kind), h("a", { href: `#/reviewers/${encodeURIComponent(it.user)}` }, bdi(it.user)), h("span", { class: "unseen" }, ` ${KINDS[it.kind]}`)))),
        data.next ? h("p", { class: "quiet" }, `The latest of ${count(summary.overall, "reaction")}.`) : "",
      );
    } catch (failure) {
      people.replaceChildren(failed(failure));
    }
  }

  draw();
  return h("div", { class: "reactions" }, row, people, fault);
}
