// @ts-check
/** @import { Answer, Method, Options, Path, Result } from "../../contracts/api.ts" */
import { config } from "./config.js";
import { renewed, token as current } from "./oidc.js";
import { session } from "./session.js";

/** What the API refuses, as RFC 9457 has it. */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {Record<string, any>} document
   */
  constructor(status, document) {
    super(document.detail || document.title || `The server answered ${status}.`);
    this.status = status;
    /** The last part of `type`: `already-reviewed`. @type {string} */
    this.slug = String(document.type ?? "").replace("/problems/", "");
    /** Faults by field. @type {{field: string, message: string}[]} */
    this.errors = Array.isArray(document.errors) ? document.errors : [];
    /** What else it says, such as `review` or `version`. */
    this.document = document;
  }
}

/**
 * The address of a call; arrays in the query repeat the parameter, what is empty is left out.
 *
 * @param {string} path
 * @param {Record<string, string | number>} [parts]
 * @param {Record<string, unknown>} [query]
 */
export function address(path, parts = {}, query = {}) {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(parts[name]).replaceAll("%3A", ":"));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== "") {
        search.append(name, String(one));
      }
    }
  }
  return config.api + filled + (search.size ? `?${search}` : "");
}

const TRIES = 3;
const LONGEST_WAIT = 5;

/**
 * Asks again, when that is asked for (`Retry-After`), what may be asked twice.
 *
 * @param {string} url
 * @param {RequestInit} request
 * @param {number} tries
 * @returns {Promise<Response>}
 */
async function patiently(url, request, tries) {
  const response = await fetch(url, { ...request, cache: "no-store" }).catch((failure) => {
    if (failure.name === "AbortError") throw failure;
    throw new Problem(0, { title: "The server can’t be reached." });
  });
  const wait = Number(response.headers.get("retry-after") || Infinity);
  if (tries > 1 && (response.status === 503 || response.status === 429) && wait <= LONGEST_WAIT) {
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    return patiently(url, request, tries - 1);
  }
  return response;
}

/**
 * Asks the API. Throws a {@link Problem} for every answer that is no success; one of status 0 when there is none.
 *
 * @template {Path} P
 * @template {Method<P>} M
 * @param {M} method
 * @param {P} path
 * @param {Options<P, M>} [options]
 * @returns {Promise<Answer<Result<P, M>>>}
 */
export async function call(method, path, options) {
  const { path: parts, query, body, headers = {}, signal } = /** @type {any} */ (options ?? {});
  /** @type {Record<string, string>} */
  const all = { accept: "application/json, application/problem+json", ...headers };
  const token = await current();
  if (token) all.authorization = `Bearer ${token}`;
  if (body !== undefined) all["content-type"] = "application/json";
  const request = { method: method.toUpperCase(), headers: all, body: body === undefined ? undefined : JSON.stringify(body), signal };
  const tries = method === "get" || "idempotency-key" in headers ? TRIES : 1;
  let response = await patiently(address(path, parts, query), request, tries);
  if (response.status === 401 && token && (await renewed(token))) {
    all.authorization = `Bearer ${session.token()}`;
    response = await patiently(address(path, parts, query), request, tries);
  }
  const text = await response.text();
  const data = text && /json/.test(response.headers.get("content-type") ?? "") ? JSON.parse(text) : null;
  if (!response.ok) {
    if (response.status === 401 && token) session.expire();
    throw new Problem(response.status, data ?? {});
  }
  return { status: response.status, data, etag: response.headers.get("etag"), location: response.headers.get("location") };
}
