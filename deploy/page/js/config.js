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

/** @returns {Promise<Partial<Config>>} */
async function read() {
  const response = await fetch(new URL("../config.json", import.meta.url), { cache: "no-cache" });
  if (response.status === 404) return {};
  if (!response.ok) throw new Error(`the server answers ${response.status}`);
  const settings = await response.json().catch(() => null);
  if (typeof settings !== "object" || settings === null || Array.isArray(settings)) throw new Error("it is no JSON object");
  if (settings.issuer && !URL.canParse(settings.issuer)) throw new Error("its issuer is no address");
  return settings;
}

const settings = await read().catch((failure) => new Error(`This page can’t read its settings, config.json: ${failure.message}.`));

/** Why the page does not know how it is set up; null when it does. */
export const unreadable = settings instanceof Error ? settings : null;

/** @type {Config} */
export const config = { ...LOCAL, ...(settings instanceof Error ? {} : settings) };
