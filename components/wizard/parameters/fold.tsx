"use client";

import { type ReactNode, useState } from "react";

interface FoldProps {
  /** Where a link of the error summary leads. */
  id?: string;
  summary: ReactNode;
  /** There is something in it to see. What was opened so is not closed again while somebody empties it. */
  open: boolean;
  children: ReactNode;
}

/** What most tasks never need. */
export function Fold({ id, summary, open, children }: FoldProps) {
  const [opened, keepOpen] = useState(open);
  if (open && !opened) keepOpen(true);
  return (
    <details id={id} open={opened || undefined}>
      <summary className="linkbtn">{summary}</summary>
      <div className="stack mt-3">{children}</div>
    </details>
  );
}
