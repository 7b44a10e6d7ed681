// @ts-check

const KEY = "starfold.token";
const RENEWAL = "starfold.renewal";

/**
 * What a provider gives beside a token: by what to ask for the next one, by what to sign out, and when the token ends, in milliseconds.
 *
 * @typedef {{refresh?: string, id?: string, until?: number}} Renewal
 */

/** @returns {Record<string, any>} the claims of a token, for display and comparison alone: services verify it */
export function claims(/** @type {string | null | undefined} */ token) {
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
  /** @returns {Renewal} empty for a local user */
  renewal() {
    return JSON.parse(sessionStorage.getItem(RENEWAL) ?? "{}");
  },
  /** The user's id; empty when nobody is signed in. @returns {string} */
  user() {
    return claims(this.token()).sub ?? "";
  },
  /** What the user is called, which may be the id. @returns {string} */
  name() {
    return claims(this.token()).preferred_username ?? this.user();
  },
  /** @param {"moderator" | "operator"} role */
  has(role) {
    const { groups, realm_access: realm } = claims(this.token());
    return [].concat(groups ?? [], realm?.roles ?? []).includes(/** @type {never} */ (role));
  },
  /** The same user with a newer token. @param {string} token @param {Renewal} [renewal] */
  renew(token, renewal = {}) {
    sessionStorage.setItem(KEY, token);
    sessionStorage.setItem(RENEWAL, JSON.stringify(renewal));
  },
  /** @param {string} token @param {Renewal} [renewal] */
  begin(token, renewal) {
    this.renew(token, renewal);
    changes.dispatchEvent(new Event("change"));
  },
  end() {
    sessionStorage.removeItem(KEY);
    sessionStorage.removeItem(RENEWAL);
    changes.dispatchEvent(new Event("change"));
  },
  /** The API no longer takes the token. */
  expire() {
    changes.dispatchEvent(new Event("expired"));
    this.end();
  },
  /**
   * @param {"change" | "expired"} type
   * @param {() => void} listener
   */
  on(type, listener) {
    changes.addEventListener(type, listener);
  },
};
