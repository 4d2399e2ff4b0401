"use client";

import { lazy, Suspense } from "react";
import { SafeParts } from "./safe-parts";

// Hardly any text is that long.
const LongText = lazy(async () => ({ default: (await import("./long-text")).LongText }));
const longest = 10_000;

/**
 * A text from a device or the platform: text only, its hidden characters made visible, its direction kept to
 * itself, and a very long one behind a button.
 */
export function SafeText({ text, multiline = false }: { text: string; multiline?: boolean }) {
  const begins = (
    <bdi>
      <SafeParts text={text.slice(0, longest)} multiline={multiline} />
    </bdi>
  );
  if (text.length <= longest) return begins;
  return (
    <Suspense fallback={begins}>
      <LongText {...{ text, multiline, longest }} />
    </Suspense>
  );
}
