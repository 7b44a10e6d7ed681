// @ts-check

/**
 * How the page is set up where it is served: what `config.json` beside `index.html` says. Without that file, or with an empty one, the
 * API is the page's own origin and people sign in locally (`POST /dev/token`).
 *
 * @typedef {object} Config
 * @property {string} api origin of the API, without a slash at its end; empty for the page's own
 * @property {string} issuer the OpenID Connect provider, just as it calls itself; empty for local sign-in
 * @property {string} clientId the page's name there, a public client
 * @property {string} scope what is asked for; `offline_access` may be needed to stay signed in
 * @property {string} audience for providers that want to be told for whom a token is; empty for others
 */

/** @type {Config} */
const LOCAL = { api: "", issuer: "", clientId: "", scope: "openid", audience: "" };

const response = await fetch(new URL("../config.json", import.meta.url), { cache: "no-cache" });

/** @type {Config} */
export const config = { ...LOCAL, ...(response.ok ? await response.json() : {}) };
