import { headers } from "next/headers";

/**
 * Runs before anything else of the page does. Remembers the last button that was pressed before React could hear it, and
 * holds back a form that would be sent without it; `components/ui/early-press.tsx` asks for it by `takeEarlyPress`.
 */
const keeper = `(() => {
  let pressed = null;
  const hears = () => Object.keys(document).some((key) => key.startsWith("_reactListening"));
  const keep = (event) => {
    pressed = event.target instanceof Element ? event.target.closest("button") : null;
    if (pressed && pressed.type === "submit" && !hears()) event.preventDefault();
  };
  // React stops at the document what it cannot deliver yet.
  const delivered = () => {
    if (hears()) pressed = null;
  };
  window.addEventListener("click", keep, true);
  document.body.addEventListener("click", delivered, true);
  window.takeEarlyPress = () => {
    window.removeEventListener("click", keep, true);
    document.body.removeEventListener("click", delivered, true);
    return pressed;
  };
})();`;

/** First in the body, so that a press is heard from the first paint on. */
export async function EarlyPressKeeper() {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  // A browser tells no nonce to scripts, so React never finds the one that was sent.
  return (
    <script nonce={nonce} suppressHydrationWarning>
      {keeper}
    </script>
  );
}
