// @ts-check
/** @import { Rating } from "../../contracts/api.ts" */
import { address } from "./api.js";
import { h } from "./dom.js";

/**
 * Follows a subject's rating, and shows whether it does.
 *
 * @param {string} subject
 * @param {AbortSignal} signal
 * @param {(rating: Rating) => void} changed
 */
export function live(subject, signal, changed) {
  const lamp = h("p", { class: "lamp", "data-state": "waiting" }, "Connecting…");
  /** @param {string} state @param {string} words */
  const say = (state, words) => {
    lamp.dataset.state = state;
    lamp.textContent = words;
  };
  const source = new EventSource(address("/ratings/{subject}/live", { subject }));
  source.addEventListener("open", () => say("live", "Live"));
  source.addEventListener("rating", (event) => {
    say("live", "Live");
    changed(JSON.parse(/** @type {MessageEvent} */ (event).data));
  });
  source.addEventListener("error", () =>
    source.readyState === EventSource.CLOSED ? say("off", "Not live: reload to follow") : say("waiting", "Reconnecting…"),
  );
  signal.addEventListener("abort", () => source.close());
  return lamp;
}
