/** Milliseconds after which a page that never rests is taken as resting. */
const patienceMs = 2_000;

/**
 * Resolves when the page has loaded and its browser has nothing else to do: what can wait takes nothing from what people
 * came for. At once on the server, and on every page after the first.
 */
export function pageAtRest(): Promise<void> {
  if (typeof document === "undefined" || document.readyState === "complete") return Promise.resolve();
  return new Promise((resolve) => {
    const rest = () => {
      // Safari has no idle callbacks.
      if (typeof requestIdleCallback === "undefined") setTimeout(resolve, 200);
      else requestIdleCallback(() => resolve(), { timeout: patienceMs });
    };
    window.addEventListener("load", rest, { once: true });
  });
}
