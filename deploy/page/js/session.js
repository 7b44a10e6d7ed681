// @ts-check
import { config } from "./config.js";

const KEY = "starfold.token";

/** @returns {Record<string, any>} the claims of a token, for display alone: services verify it */
function claims(/** @type {string | null} */ token) {
  try {
    const middle = (token ?? "").split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(middle), (c) => c.charCodeAt(0))));
  } catch {
    return {};
  }
}

const changes = new EventTarget();

/** Who is signed in, in this tab. */
export const session = {
  token() {
    return sessionStorage.getItem(KEY);
  },
  /** The user's id; empty when nobody is signed in. @returns {string} */
  user() {
    return claims(this.token()).sub ?? "";
  },
  /** @param {"moderator" | "operator"} role */
  has(role) {
    const { groups, realm_access: realm } = claims(this.token());
    return [].concat(groups ?? [], realm?.roles ?? []).includes(/** @type {never} */ (role));
  },
  /** @param {string} token */
  begin(token) {
    sessionStorage.setItem(KEY, token);
    changes.dispatchEvent(new Event("change"));
  },
  end() {
    sessionStorage.removeItem(KEY);
    changes.dispatchEvent(new Event("change"));
  },
  /** The API no longer takes the token. */
  expire() {
    this.end();
    changes.dispatchEvent(new Event("expired"));
  },
  /**
   * @param {"change" | "expired"} type
   * @param {() => void} listener
   */
  on(type, listener) {
    changes.addEventListener(type, listener);
  },
};

/**
 * A token for a local user.
 *
 * @param {string} user
 * @param {string[]} roles
 */
export async function localToken(user, roles) {
  const response = await fetch(`${config.api}/dev/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ user, roles }),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.detail ?? "Signing in locally is not offered here.");
  return /** @type {string} */ (answer.token);
}
