"use client";

import { useEffect } from "react";

const faces = ['1em "Inter Variable"', '1em "JetBrains Mono Variable"'];

/**
 * Has the page use the fonts that come with it as soon as they are here (`app/styles/tokens.css`). Named from the start,
 * a font on its way has the first layout ask the system for a stand-in in every size, one after the other.
 */
export function BundledFonts() {
  useEffect(() => {
    // One that does not come is stood in for by the system's.
    void Promise.allSettled(faces.map((face) => document.fonts.load(face))).then(() => {
      document.documentElement.dataset.fonts = "bundled";
    });
  }, []);
  return null;
}
