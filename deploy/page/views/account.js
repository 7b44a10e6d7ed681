// @ts-check
import { call } from "../js/api.js";
import { config } from "../js/config.js";
import { announce, bdi, failed, h } from "../js/dom.js";
import { ask, clearFaults, field, showFaults } from "../js/form.js";
import { providerName, signIn, signOut, takeFault } from "../js/oidc.js";
import { session } from "../js/session.js";

/** Signing in and out; what is held of a user, to take along or to have erased. @param {import("../js/main.js").Context} context */
export function show({ main, title, before }) {
  const user = session.user();
  title(user ? "Your account" : "Sign in");
  main.append(h("div", { class: "narrow" }, user ? account(user) : config.issuer ? atProvider(before) : locally()));
}

/** @param {string} before */
function atProvider(before) {
  const fault = h("div", {});
  const told = takeFault();
  if (told) fault.append(failed(told));
  const go = () => {
    fault.replaceChildren();
    signIn(before).catch((failure) => fault.replaceChildren(failed(failure)));
  };
  return h(
    "div",
    { class: "sheet" },
    h("h1", {}, "Sign in"),
    h("p", {}, "You sign in at ", h("strong", {}, providerName()), " and come back to where you were."),
    fault,
    h("p", {}, h("button", { type: "button", class: "button primary", onclick: go }, "Sign in")),
  );
}

function locally() {
  const user = h("input", { type: "text", name: "user", autocomplete: "username", dir: "auto", maxlength: 255, required: true });
  const role = (/** @type {string} */ name, /** @type {string} */ words) =>
    h("label", { class: "check" }, h("input", { type: "checkbox", name: "role", value: name }), h("span", {}, h("strong", {}, name), ` ${words}`));
  const form = h(
    "form",
    { class: "sheet", novalidate: true },
    h("h1", {}, "Sign in"),
    h("p", { class: "quiet" }, "On this machine anybody may be anybody: a name is enough."),
    field("Name", user, { name: "user" }),
    h("fieldset", { class: "field" }, h("legend", {}, "Also as"), role("moderator", "sees reports, hides and restores, excludes raids"), role("operator", "watches the pipeline, rebuilds and verifies")),
    h("div", { class: "form-fault" }),
    h("button", { class: "button primary" }, "Sign in"),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearFaults(form);
    try {
      const token = await localToken(user.value.trim(), new FormData(form).getAll("role").map(String));
      announce(`Signed in as ${user.value.trim()}.`);
      session.begin(token);
    } catch (failure) {
      showFaults(form, failure);
    }
  });
  return form;
}

/**
 * A token for a local user.
 *
 * @param {string} user
 * @param {string[]} roles
 */
async function localToken(user, roles) {
  const response = await fetch(`${config.api}/dev/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ user, roles }),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.detail ?? "Signing in locally is not offered here.");
  return /** @type {string} */ (answer.token);
}

/** @param {string} user */
function account(user) {
  const fault = h("div", {});
  const roles = /** @type {const} */ (["moderator", "operator"]).filter((role) => session.has(role));
  return h(
    "div",
    { class: "stacked" },
    h("h1", {}, bdi(session.name())),
    h(
      "div",
      { class: "sheet" },
      h("p", {}, roles.length ? `Signed in as ${roles.join(" and ")}.` : "Signed in."),
      h("p", { class: "buttons" }, h("a", { class: "button", href: `#/reviewers/${encodeURIComponent(user)}` }, "Your reviews"), h("button", { type: "button", class: "button", onclick: () => signOut().catch((failure) => announce(failure.message)) }, "Sign out")),
    ),
    h(
      "section",
      { class: "sheet", "aria-labelledby": "privacy" },
      h("h2", { id: "privacy" }, "Privacy"),
      h("p", {}, "All that is held of you, as JSON: reviews in every version, reports, reactions."),
      h("p", {}, h("button", { type: "button", class: "button", onclick: () => download(user, fault) }, "Download your data")),
      h("p", {}, "Or have it erased: your reviews, in all versions, your reactions and reports. Ratings follow."),
      h("p", {}, h("button", { type: "button", class: "button grave", onclick: () => erase(user) }, "Erase everything")),
      fault,
    ),
  );
}

/** @param {string} user @param {HTMLElement} fault */
async function download(user, fault) {
  fault.replaceChildren();
  try {
    const { data } = await call("get", "/users/{user}/data", { path: { user } });
    const link = h("a", { href: URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: "application/json" })), download: "starfold-data.json" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    fault.replaceChildren(h("p", { class: "notice", role: "status" }, `${data.reviews.length} reviews and ${data.reactions.length} reactions are in starfold-data.json.`));
  } catch (failure) {
    fault.replaceChildren(failed(failure));
  }
}

/** @param {string} user */
function erase(user) {
  const name = session.name();
  const typed = h("input", { type: "text", name: "user", autocomplete: "off", dir: "auto" });
  ask({
    title: "Erase everything?",
    content: [h("p", {}, "This can’t be undone, by anybody."), field("Type your name to go on", typed, { name: "user" })],
    action: "Erase everything",
    grave: true,
    send: async () => {
      if (typed.value !== name) throw new Error("That is not your name.");
      await call("delete", "/users/{user}", { path: { user } });
      announce("Erased.");
      await signOut();
    },
  });
}
