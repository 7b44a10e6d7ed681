// @ts-check
/** @import { Review } from "../../contracts/api.ts" */
import { call, Problem } from "../js/api.js";
import { card } from "../js/card.js";
import { changeList } from "../js/diff.js";
import { announce, h } from "../js/dom.js";
import { drafts } from "../js/drafts.js";
import { editor, submissionOf, valuesFrom, valuesOf } from "../js/editor.js";
import { clearFaults, showFaults } from "../js/form.js";
import { nameOf } from "../js/format.js";
import { session } from "../js/session.js";

/** @typedef {import("../js/main.js").Context} Context */

/** A new review. @param {Context} context */
export function show({ main, parts, signal, title }) {
  const [subject] = parts;
  title(subject ? `Write about ${nameOf(subject)}` : "Write a review");
  main.append(h("h1", {}, subject ? `Write about ${nameOf(subject)}` : "Write a review"));
  if (!signedIn(main)) return;
  desk({
    main,
    signal,
    of: subject ?? "new",
    first: {},
    fixed: { subject },
    action: "Submit",
    send: (body, key) => call("post", "/reviews", { body, headers: { "idempotency-key": key } }),
  });
}

/** One's own review again. @param {Context} context */
export async function edit({ main, parts, signal, title }) {
  const [id] = parts;
  title("Edit your review");
  if (!session.user()) main.append(h("h1", {}, "Edit your review"));
  if (!signedIn(main)) return;
  const { data } = await call("get", "/reviews/{id}", { path: { id }, signal });
  const review = /** @type {Review} */ (data);
  const conflict = h("div", {});
  main.append(h("p", { class: "eyebrow" }, h("a", { href: `#/reviews/${id}` }, nameOf(review.subject))), h("h1", {}, "Edit your review"), conflict);
  desk({
    main,
    signal,
    of: id,
    first: valuesFrom(review),
    fixed: { subject: review.subject },
    version: review.version,
    action: "Save",
    send: ({ subject: _, ...body }, __, version) => call("put", "/reviews/{id}", { path: { id }, body, headers: { "if-match": `"${version}"` } }),
    overtaken: async (version, discard) => {
      const [was, now] = await Promise.all([
        call("get", "/reviews/{id}", { path: { id }, query: { version }, signal }),
        call("get", "/reviews/{id}", { path: { id }, signal }),
      ]);
      const notice = changedMeanwhile(/** @type {Review} */ (was.data), /** @type {Review} */ (now.data), discard);
      conflict.replaceChildren(notice);
      notice.focus();
      return now.data.version;
    },
  });
}

/** @param {HTMLElement} main */
function signedIn(main) {
  if (session.user()) return true;
  main.append(h("p", { class: "notice" }, "Writing needs a name. ", h("a", { href: "#/account" }, "Sign in")));
  return false;
}

/**
 * What came between, as differences from what the writer began with.
 *
 * @param {Review} before
 * @param {Review} now
 * @param {() => void} discard
 */
function changedMeanwhile(before, now, discard) {
  /** @type {Record<string, any>} */
  const was = before;
  /** @type {Record<string, any>} */
  const is = now;
  const changes = Object.fromEntries(
    Object.keys(is)
      .filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
      .map((name) => [name, { from: was[name], to: name === "body" && now.textErased ? now : is[name] }]),
  );
  return h(
    "div",
    { class: "notice conflict", role: "alert", tabindex: "-1" },
    h("p", {}, h("strong", {}, `This review has changed since you began: it is at version ${now.version}.`), " What changed:"),
    changeList(changes),
    h("p", {}, "What you wrote stands below. Saving puts it in the place of that."),
    h("button", { type: "button", class: "button", onclick: discard }, `Take version ${now.version} instead`),
  );
}

/**
 * The fields on one side, what they will look like on the other.
 *
 * @param {object} options
 * @param {HTMLElement} options.main
 * @param {AbortSignal} options.signal
 * @param {string} options.of
 * @param {Record<string, string>} options.first
 * @param {{subject?: string}} options.fixed
 * @param {number} [options.version]
 * @param {string} options.action
 * @param {(body: import("../../contracts/api.ts").Submission, key: string, version?: number) => Promise<{data: Review}>} options.send
 * @param {(version: number, discard: () => void) => Promise<number>} [options.overtaken] shows what came after that version; answers the newest
 */
function desk({ main, signal, of, first, fixed, version, action, send, overtaken }) {
  const kept = drafts(session.user(), of);
  const draft = kept.read();
  // One key for as long as it is one review: a nervous finger submits it once.
  const key = draft?.key ?? crypto.randomUUID();
  let base = draft?.version ?? version;
  const form = editor(draft?.values ?? first, fixed);
  const status = h("p", { class: "quiet", role: "status" }, draft ? "Your draft is back." : "");
  const button = h("button", { class: "button primary" }, action);
  const discard = () => {
    kept.drop();
    dispatchEvent(new HashChangeEvent("hashchange"));
  };
  const throwAway = h("button", { type: "button", class: "button", hidden: !draft, onclick: discard }, "Discard draft");
  form.append(h("div", { class: "buttons" }, button, throwAway, status));
  const shown = h("div", { class: "preview-place" }, h("p", { class: "quiet" }, "What you write is shown here as readers will see it."));
  main.append(h("div", { class: "desk" }, form, h("section", { "aria-labelledby": "preview" }, h("h2", { id: "preview" }, "Preview"), shown)));

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let asking = new AbortController();
  const preview = async () => {
    asking.abort();
    asking = new AbortController();
    try {
      const { data } = await call("post", "/reviews/preview", { body: submissionOf(form), signal: asking.signal });
      clearFaults(form);
      const made = card(/** @type {any} */ (data), { alone: true });
      made.querySelector(".review-foot")?.remove();
      shown.replaceChildren(made);
    } catch (failure) {
      if (asking.signal.aborted) return;
      // Nobody is told of fields that they have not come to yet.
      if (failure instanceof Problem && failure.errors.some(({ field }) => field !== "score" && field !== "subject")) showFaults(form, failure, { focus: false });
    }
  };
  form.addEventListener("input", () => {
    kept.keep({ values: valuesOf(form), key, version: base });
    status.textContent = "Draft kept in this browser.";
    throwAway.hidden = false;
    clearTimeout(waiting);
    waiting = setTimeout(preview, 350);
  });
  signal.addEventListener("abort", () => {
    clearTimeout(waiting);
    asking.abort();
  });
  if (draft || version) preview();

  const meet = async () => {
    base = await overtaken?.(base ?? 1, discard);
    kept.keep({ values: valuesOf(form), key, version: base });
    preview();
  };
  if (base && version && base < version) meet().catch((failure) => showFaults(form, failure));

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    asking.abort();
    clearFaults(form);
    button.disabled = true;
    try {
      const answer = await send(submissionOf(form), key, base);
      kept.drop();
      announce(action === "Save" ? "Saved." : "Submitted.");
      const { id, subject, version: written } = answer.data;
      sessionStorage.setItem(`starfold.after.${subject}`, `${id}@${written}`);
      location.hash = action === "Save" ? `#/reviews/${id}` : `#/subjects/${subject}?sort=newest&hasBody=any`;
    } catch (failure) {
      try {
        if (!overtaken || !(failure instanceof Problem) || failure.status !== 412) throw failure;
        await meet();
      } catch (fault) {
        showFaults(form, fault);
        if (fault instanceof Problem && fault.slug === "already-reviewed") {
          form.querySelector(".form-fault .notice")?.append(h("a", { href: `#${fault.document.review}/edit` }, "Edit that review"));
        }
      }
    } finally {
      button.disabled = false;
    }
  });
}
