// @ts-check

/** What a review's text may consist of, and the attributes that stay. */
const ALLOWED = new Set(
  "A ABBR B BLOCKQUOTE BR CODE DD DEL DL DT EM H1 H2 H3 H4 H5 H6 HR I LI OL P PRE S STRONG SUB SUP TABLE TBODY TD TH THEAD TR UL".split(" "),
);
// What says nothing once its markup is gone.
const DROPPED = new Set("SCRIPT STYLE TEMPLATE IFRAME OBJECT EMBED SVG MATH NOSCRIPT".split(" "));

// Where scripts are kept from making markup of text (Trusted Types), this is the one place that parses any.
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("starfold", { createHTML: (/** @type {string} */ html) => html });

/**
 * The API's HTML as elements. The API has sanitised it; this trusts nobody all the same: it is parsed where nothing runs or loads,
 * and only known elements are made anew, without attributes but a link's address.
 *
 * @param {string | null | undefined} html
 * @param {number} [level] of the heading that it stands beneath
 */
export function rendered(html, level = 3) {
  const target = document.createElement("div");
  target.className = "prose";
  target.dir = "auto";
  const text = policy?.createHTML(html ?? "") ?? html ?? "";
  copy(new DOMParser().parseFromString(text, "text/html").body, target);
  rank(target, level);
  // Each block runs as its own words do, with its marks and bars on that side.
  for (const block of target.children) /** @type {HTMLElement} */ (block).dir = block.nodeName === "PRE" ? "ltr" : "auto";
  return target;
}

/**
 * A review's headings stand beneath the page's own, and none skips a level.
 *
 * @param {Element} target
 * @param {number} level
 */
function rank(target, level) {
  let last = level;
  for (const heading of target.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    last = Math.min(6, last + 1, Number(heading.nodeName[1]) + level);
    const made = document.createElement(`h${last}`);
    made.append(...heading.childNodes);
    heading.replaceWith(made);
  }
}

/**
 * @param {Node} from
 * @param {Element} to
 */
function copy(from, to) {
  for (const node of from.childNodes) {
    if (node instanceof Text) to.append(node.data);
    else if (node instanceof Element && !DROPPED.has(node.nodeName.toUpperCase())) {
      const made = ALLOWED.has(node.nodeName) ? make(node) : null;
      copy(node, made ?? to);
      if (made) to.append(made);
    }
  }
}

/** @param {Element} node */
function make(node) {
  const made = document.createElement(node.nodeName);
  const href = node.getAttribute("href");
  if (made instanceof HTMLAnchorElement && href && /^(https?:|mailto:)/i.test(href)) {
    made.href = href;
    made.rel = "nofollow ugc noopener noreferrer";
  }
  return made;
}
