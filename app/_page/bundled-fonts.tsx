import { headers } from "next/headers";

/**
 * Has the page use the fonts that come with it as soon as they are here (`app/styles/tokens.css`), once it has been
 * painted. Named from the start, a font on its way has the first layout ask the system for a stand-in in every size, one
 * after the other. To stand at the end of the body: before styles are here a script holds up what comes after it.
 */
export async function BundledFonts() {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return <script nonce={nonce}>{`(${takeBundledFonts})()`}</script>;
}

/** Runs in the browser by itself: nothing from outside is there. A font that does not come is stood in for. */
function takeBundledFonts(): void {
  const faces = ['1em "Inter Variable"', '1em "JetBrains Mono Variable"'];
  requestAnimationFrame(() =>
    Promise.allSettled(faces.map((face) => document.fonts.load(face))).then(() => {
      document.documentElement.dataset.fonts = "bundled";
    }),
  );
}
