// @ts-check

const KEY = "starfold.theme";

/** The theme that the user chose, or `auto` for the system's. @returns {"auto" | "light" | "dark"} */
export function theme() {
  const kept = localStorage.getItem(KEY);
  return kept === "light" || kept === "dark" ? kept : "auto";
}

/** @param {"auto" | "light" | "dark"} chosen */
export function setTheme(chosen) {
  localStorage.setItem(KEY, chosen);
  document.documentElement.dataset.theme = chosen;
}

document.documentElement.dataset.theme = theme();
