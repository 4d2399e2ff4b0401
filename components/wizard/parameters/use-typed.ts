"use client";

import { useState } from "react";

/**
 * The text of a field whose value lives in a document: what was typed, as long as it says what the document holds
 * (`1.` for 1), else what the document says. `read` gives the document's text for what is typed.
 */
export function useTyped(
  held: string,
  read: (text: string) => string,
  send: (text: string) => void,
): [string, (text: string) => void] {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed !== null && read(typed) === held ? typed : held;
  return [
    text,
    (next) => {
      setTyped(next);
      send(next);
    },
  ];
}
