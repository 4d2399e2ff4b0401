"use client";

import { useEffect } from "react";

const faces = ['1em "Inter Variable"', '1em "JetBrains Mono Variable"'];

/** Once the page has been painted. A font that does not come is stood in for by the system's. */
function takeBundledFonts(): void {
  requestAnimationFrame(() =>
    Promise.allSettled(faces.map((face) => document.fonts.load(face))).then(() => {
      document.documentElement.dataset.fonts = "bundled";
    }),
  );
}

// As soon as this is here: an effect waits until React has woken the page.
if (typeof document !== "undefined") takeBundledFonts();

/**
 * Has the page use the fonts that come with it as soon as they are here (`app/styles/tokens.css`). Named from the start,
 * a font on its way has the first layout ask the system for a stand-in in every size, one after the other.
 */
export function BundledFonts() {
  // A page that the browser makes all of, as an error's, loses what was set before React made it.
  useEffect(takeBundledFonts, []);
  return null;
}
