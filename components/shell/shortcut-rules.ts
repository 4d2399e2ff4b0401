const storageKey = "muster.shortcuts";

/** Single keys can be switched off (WCAG 2.1.4) and are always off in a portal's frame. */
export function areShortcutsOn(): boolean {
  if (document.querySelector(".embed-page")) return false;
  try {
    return localStorage.getItem(storageKey) !== "off";
  } catch {
    return true;
  }
}

export function switchShortcuts(on: boolean): void {
  try {
    localStorage.setItem(storageKey, on ? "on" : "off");
  } catch {
    // Without storage the choice lasts as long as the browser's default: on.
  }
}

/** True where letters are text, and for keys held with a modifier. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== "checkbox" && target.type !== "radio";
  return target.isContentEditable || target.matches("textarea, select");
}
