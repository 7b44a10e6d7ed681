// @ts-check
import { bdi, h } from "./dom.js";
import { icon, star } from "./icons.js";
import { session } from "./session.js";
import { setTheme, theme } from "./theme.js";

const THEMES = /** @type {const} */ ({
  auto: { next: "light", icon: "auto", name: "as the system" },
  light: { next: "dark", icon: "sun", name: "light" },
  dark: { next: "auto", icon: "moon", name: "dark" },
});

function themeButton() {
  const button = h("button", { type: "button", class: "icon-button" });
  const draw = () => {
    const now = THEMES[theme()];
    button.replaceChildren(icon(now.icon));
    button.setAttribute("aria-label", `Colours: ${now.name}. Change to ${THEMES[now.next].name}`);
    button.title = `Colours: ${now.name}`;
  };
  button.addEventListener("click", () => {
    setTheme(THEMES[theme()].next);
    draw();
  });
  draw();
  return button;
}

/** The head of every view. @param {string} path what is shown */
export function masthead(path) {
  /** @type {[string, string][]} */
  const places = [
    ["/", "Charts"],
    ["/search", "Reviews"],
    ["/write", "Write"],
  ];
  if (session.has("moderator")) places.push(["/moderation", "Moderation"]);
  if (session.has("operator")) places.push(["/operations", "Operations"]);
  const user = session.user();
  document.getElementById("masthead")?.replaceChildren(
    h("a", { class: "brand", href: "#/" }, star(), "Starfold"),
    h(
      "nav",
      { "aria-label": "Main" },
      h(
        "ul",
        {},
        places.map(([to, name]) => {
          const here = to === "/" ? path === "/" || path.startsWith("/types/") : path.startsWith(to);
          return h("li", {}, h("a", { href: `#${to}`, "aria-current": here ? "page" : undefined }, name));
        }),
      ),
    ),
    h(
      "div",
      { class: "masthead-end" },
      themeButton(),
      h("a", { class: "button small", href: "#/account", "aria-current": path === "/account" ? "page" : undefined }, user ? bdi(session.name()) : "Sign in"),
    ),
  );
}
