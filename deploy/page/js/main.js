// @ts-check
import { unreadable } from "./config.js";
import { announce, failed, h } from "./dom.js";
import { masthead } from "./masthead.js";
import { comeBack } from "./oidc.js";
import { session } from "./session.js";

/**
 * A view fills `main` and may go on until `signal` says that another is shown. `before` is the address of the last view but that of
 * signing in.
 *
 * @typedef {{main: HTMLElement, parts: string[], query: URLSearchParams, signal: AbortSignal, title: (text: string) => void, before: string}} Context
 * @typedef {{show: (context: Context) => Promise<void> | void}} View
 */

/** Addresses after the `#`, and the module that shows each. @type {[RegExp, () => Promise<View>][]} */
const ROUTES = [
  [/^\/$/, () => import("../views/home.js")],
  [/^\/types\/([^/]+)$/, () => import("../views/home.js")],
  [/^\/search$/, () => import("../views/search.js")],
  [/^\/subjects\/([^/]+)$/, () => import("../views/subject.js")],
  [/^\/write(?:\/([^/]+))?$/, () => import("../views/write.js")],
  [/^\/reviews\/([^/]+)$/, () => import("../views/review.js")],
  [/^\/reviews\/([^/]+)\/edit$/, () => import("../views/write.js").then((it) => ({ show: it.edit }))],
  [/^\/reviewers\/([^/]+)$/, () => import("../views/reviewer.js")],
  [/^\/account$/, () => import("../views/account.js")],
  [/^\/moderation$/, () => import("../views/moderation.js")],
  [/^\/moderation\/([^/]+)$/, () => import("../views/exclusions.js")],
  [/^\/operations$/, () => import("../views/operations.js")],
];

const main = /** @type {HTMLElement} */ (document.getElementById("main"));
let leaving = new AbortController();
let shown = "";
let before = (await comeBack()) || "#/";
/** The API no longer took the token, and nobody has signed in since. */
let ended = false;

/** @param {boolean} [anew] it is the same view again, for another user */
async function route(anew = false) {
  const [path, search = ""] = (location.hash.slice(1) || "/").split("?");
  const query = new URLSearchParams(search);
  const moved = path !== shown;
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  shown = path;
  if (path !== "/account") before = location.hash;
  masthead(path);
  const found = ROUTES.map(([pattern, load]) => ({ match: pattern.exec(path), load })).find((it) => it.match);
  const title = (/** @type {string} */ text) => {
    document.title = text ? `${text} · Starfold` : "Starfold";
    announce(text);
  };
  try {
    if (unreadable) throw unreadable;
    if (!found?.match) throw new Error("There is no such page.");
    const view = await found.load();
    if (signal.aborted) return;
    const fresh = h("div", { class: "view" });
    if (ended) fresh.append(signInAgain(path));
    main.replaceChildren(fresh);
    await view.show({ main: fresh, parts: found.match.slice(1).map((it) => it && decodeURIComponent(it)), query, signal, title, before });
  } catch (failure) {
    if (signal.aborted) return;
    title("Something is missing");
    main.replaceChildren(h("div", { class: "view" }, h("h1", {}, "This can’t be shown"), failed(failure, () => (unreadable ? location.reload() : route(true)))));
  }
  if (moved && !anew && document.activeElement !== document.body) main.focus({ preventScroll: true });
  if (moved) scrollTo(0, 0);
}

/** @param {string} path what is shown */
function signInAgain(path) {
  const words = "Your sign-in has ended. What you were writing is kept in this browser. ";
  return h("p", { class: "notice bad", role: "alert" }, words, path !== "/account" && h("a", { href: "#/account" }, "Sign in again"));
}

document.querySelector(".skip")?.addEventListener("click", (event) => {
  // What stands behind the # is the view's address.
  event.preventDefault();
  main.focus();
});
addEventListener("hashchange", () => route());
session.on("expired", () => (ended = true));
session.on("change", () => {
  if (session.user()) ended = false;
  route(true);
});
route();
