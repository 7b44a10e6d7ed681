// @ts-check
/** @import { Review } from "../../contracts/api.ts" */
import { call } from "./api.js";
import { announce, bdi, h } from "./dom.js";
import { ask, choice, chosen, field } from "./form.js";
import { nameOf } from "./format.js";

/** What one may do to a review, each asked for in a dialog. */

/** @typedef {Pick<Review, "id" | "author" | "subject" | "version">} Named */

/** @param {Named} review @param {() => void} done */
export function withdraw(review, done) {
  ask({
    title: "Withdraw this review?",
    content: [h("p", {}, `Your review of ${nameOf(review.subject)} goes for good, with its reactions. You may write another one later.`)],
    action: "Withdraw",
    grave: true,
    send: async () => {
      await call("delete", "/reviews/{id}", { path: { id: review.id } });
      announce("Withdrawn.");
      done();
    },
  });
}

/** @param {Named} review */
export function report(review) {
  const note = h("textarea", { name: "note", rows: 3, maxlength: 1000, dir: "auto" });
  ask({
    title: "Report this review",
    content: [
      h("p", { class: "quiet" }, "Moderators will look at what ", bdi(review.author), " wrote."),
      choice(
        "What is wrong with it?",
        "reason",
        [
          { value: "spoiler", label: "It gives the story away" },
          { value: "harassment", label: "It attacks people" },
          { value: "off-topic", label: "It is about something else" },
          { value: "spam", label: "It advertises" },
          { value: "other", label: "Something else" },
        ],
        "",
        "stack",
      ),
      field("Anything to add?", note, { name: "note", hint: "Moderators see it, the author doesn’t." }),
    ],
    action: "Report",
    send: async (form) => {
      const reason = /** @type {any} */ (chosen(form, "reason") || null);
      await call("post", "/reviews/{id}/reports", { path: { id: review.id }, body: { reason, note: note.value } });
      announce("Reported. Thank you.");
    },
  });
}

/** @param {Named} review @param {() => void} done */
export const hide = (review, done) =>
  visibility(review, done, { title: "Hide this review?", words: "Only its author and moderators will see it, and it counts nowhere.", action: "Hide", to: "hidden" });

/** @param {Named} review @param {() => void} done */
export const restore = (review, done) =>
  visibility(review, done, { title: "Restore this review?", words: "Everybody will see it again, and it counts again.", action: "Restore", to: "public" });

/**
 * @param {Named} review
 * @param {() => void} done
 * @param {{title: string, words: string, action: string, to: "hidden" | "public"}} change
 */
function visibility(review, done, { title, words, action, to }) {
  const reason = h("textarea", { name: "reason", rows: 2, maxlength: 1000, dir: "auto", required: true });
  ask({
    title,
    content: [h("p", {}, words), field("Reason", reason, { name: "reason", hint: "Shown in the review’s history." })],
    action,
    grave: to === "hidden",
    send: async () => {
      await call("put", "/reviews/{id}/visibility", { path: { id: review.id }, body: { visibility: to, reason: reason.value } });
      announce(to === "hidden" ? "Hidden." : "Restored.");
      done();
    },
  });
}
