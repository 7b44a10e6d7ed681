// @ts-check

/**
 * Where the API is, and how people sign in: the one file to change where the page is served as plain files.
 *
 * `api` is the origin of the API, without a slash at its end; empty for the page's own. `signIn` is `local` where
 * `POST /dev/token` signs anybody in, else `token`: then people paste an access token of your provider.
 */
export const config = {
  api: "",
  signIn: /** @type {"local" | "token"} */ ("local"),
};
