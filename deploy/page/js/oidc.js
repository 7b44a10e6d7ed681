// @ts-check
import { config } from "./config.js";
import { claims, session } from "./session.js";

/**
 * Signing in at an OpenID Connect provider by an authorization code with PKCE, as a public client (RFC 6749, 7636, 9207). What the
 * provider gives is kept in this tab alone.
 *
 * @typedef {{issuer: string, authorization_endpoint: string, token_endpoint: string, end_session_endpoint?: string}} Provider
 * @typedef {{state: string, nonce: string, verifier: string, back: string}} Attempt
 * @typedef {{access_token: string, refresh_token?: string, id_token?: string, expires_in?: number}} Tokens
 */

const ATTEMPT = "starfold.attempt";
/** A token that ends sooner is renewed before it is used. */
const MARGIN_MILLIS = 30_000;

/** In the reader's words. @type {Record<string, string>} */
const REFUSALS = {
  access_denied: "You were not signed in: it was cancelled, or this account may not come in.",
  server_error: "The sign-in failed at the provider. Please try again.",
  temporarily_unavailable: "The provider is too busy to sign you in. Please try again in a while.",
  invalid_grant: "That sign-in took too long or was used before. Please sign in again.",
};

/** The provider said no. */
class Refusal extends Error {
  /** @param {{error?: string | null, error_description?: string | null}} answer */
  constructor({ error, error_description: words }) {
    super(REFUSALS[error ?? ""] ?? `The provider did not sign you in: ${words || error || "it does not say why"}.`);
  }
}

/** Where people sign in, for them to read. */
export const providerName = () => new URL(config.issuer).host;

/** Where the provider sends back to: the page, without the view. */
const here = () => location.origin + location.pathname;

/** @type {Promise<Provider> | undefined} */
let known;

function provider() {
  known ??= discover().catch((failure) => {
    known = undefined;
    throw failure;
  });
  return known;
}

/** @returns {Promise<Provider>} */
async function discover() {
  const document = await asked(`${config.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  if (document.issuer !== config.issuer) {
    throw new Error(`The page is set up for the provider ${config.issuer}, but that calls itself ${document.issuer}.`);
  }
  return document;
}

/** @param {string} url @param {RequestInit} [request] @returns {Promise<any>} */
async function asked(url, request) {
  const response = await fetch(url, { ...request, cache: "no-store" }).catch(() => null);
  const answer = await response?.json().catch(() => null);
  if (response?.ok && answer) return answer;
  if (answer?.error) throw new Refusal(answer);
  throw new Error(`${providerName()}, where you sign in, can’t be reached.`);
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
const base64url = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** Goes to the provider, which sends back to the view. @param {string} back the address of a view, from the `#` on */
export async function signIn(back) {
  if (!crypto.subtle) throw new Error("Signing in needs a safe connection: this page must be served over https.");
  const { authorization_endpoint: endpoint } = await provider();
  /** @type {Attempt} */
  const attempt = { state: random(), nonce: random(), verifier: random(), back };
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(attempt.verifier));
  sessionStorage.setItem(ATTEMPT, JSON.stringify(attempt));
  go(endpoint, {
    response_type: "code",
    client_id: config.clientId,
    redirect_uri: here(),
    scope: config.scope,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: "S256",
    ...(config.audience && { audience: config.audience }),
  });
}

/** @param {string} endpoint @param {Record<string, string>} query */
function go(endpoint, query) {
  const url = new URL(endpoint);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  location.assign(url);
}

/** @type {unknown} */
let fault;

/** Why the last sign-in failed, told once. */
export function takeFault() {
  const told = fault;
  fault = undefined;
  return told;
}

/**
 * Ends what {@link signIn} began, where the provider has sent back to; then the address is the view's again, or that of signing in when
 * it failed.
 *
 * @returns {Promise<string>} the address from which the reader went; empty when there is none
 */
export async function comeBack() {
  const answer = new URLSearchParams(location.search);
  if (!config.issuer || !(answer.has("code") || answer.has("error"))) return "";
  /** @type {Attempt | null} */
  const attempt = JSON.parse(sessionStorage.getItem(ATTEMPT) ?? "null");
  sessionStorage.removeItem(ATTEMPT);
  try {
    await exchange(answer, attempt);
    history.replaceState(null, "", location.pathname + attempt?.back);
  } catch (failure) {
    fault = failure;
    history.replaceState(null, "", `${location.pathname}#/account`);
  }
  return attempt?.back ?? "";
}

/** @param {URLSearchParams} answer @param {Attempt | null} attempt */
async function exchange(answer, attempt) {
  if (!attempt || answer.get("state") !== attempt.state || (answer.get("iss") ?? config.issuer) !== config.issuer) {
    throw new Error("That sign-in was not begun here, or has been used before. Please sign in again.");
  }
  if (answer.has("error")) throw new Refusal(Object.fromEntries(answer));
  const tokens = await granted({
    grant_type: "authorization_code",
    code: answer.get("code") ?? "",
    redirect_uri: here(),
    code_verifier: attempt.verifier,
  });
  // It came from the provider itself, over TLS: its signature says nothing more (OpenID Connect Core 3.1.3.7).
  const { iss, aud, nonce } = claims(tokens.id_token);
  if (iss !== config.issuer || ![aud].flat().includes(config.clientId) || nonce !== attempt.nonce) {
    throw new Error("What the provider answered was not meant for this sign-in. Please sign in again.");
  }
  keep(tokens);
}

/** @param {Record<string, string>} form @returns {Promise<Tokens>} */
async function granted(form) {
  const { token_endpoint: endpoint } = await provider();
  return asked(endpoint, { method: "POST", body: new URLSearchParams({ client_id: config.clientId, ...form }) });
}

/** @param {Tokens} tokens */
function keep({ access_token: token, refresh_token: refresh, id_token: id, expires_in: seconds }) {
  const before = session.renewal();
  session.renew(token, { refresh: refresh ?? before.refresh, id: id ?? before.id, until: seconds && Date.now() + seconds * 1000 });
}

/** The token to ask the API with: the one that is held, or the next one when that is about to end. */
export async function token() {
  const { refresh, until = Infinity } = session.renewal();
  if (refresh && until < Date.now() + MARGIN_MILLIS) await renewed(session.token());
  return session.token();
}

/** @type {Promise<boolean> | undefined} */
let renewing;

/**
 * Has a newer token than the one that the API refused; false when the provider gives none.
 *
 * @param {string | null} refused
 */
export async function renewed(refused) {
  const { refresh } = session.renewal();
  if (session.token() !== refused) return true;
  if (!refresh) return false;
  // Asked once, whoever waits for it: many providers take a refresh token only once.
  renewing ??= granted({ grant_type: "refresh_token", refresh_token: refresh })
    .then(keep)
    .then(() => true)
    .catch((failure) => {
      if (failure instanceof Refusal) return false;
      throw failure;
    })
    .finally(() => (renewing = undefined));
  return renewing;
}

/** Here, and at the provider where that can be. */
export async function signOut() {
  const { id } = session.renewal();
  session.end();
  if (!config.issuer) return;
  const { end_session_endpoint: endpoint } = await provider();
  if (endpoint) go(endpoint, { client_id: config.clientId, post_logout_redirect_uri: here(), ...(id && { id_token_hint: id }) });
}
