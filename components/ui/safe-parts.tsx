import { splitUnsafe } from "./safe-characters";

/** A text whose hidden characters are made visible. */
export function SafeParts({ text, multiline }: { text: string; multiline: boolean }) {
  return splitUnsafe(text, { multiline }).map((part) =>
    part.code === null ? (
      part.text
    ) : (
      <span key={part.start} className="sym" title={part.code}>
        {part.text}
      </span>
    ),
  );
}
