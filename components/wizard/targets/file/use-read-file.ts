"use client";

import { startTransition, useEffect, useRef, useState } from "react";
import type { ColumnChoice, FilePreview } from "./columns";
import type { FileRefusal } from "./file-limits";
import type { ReadStage } from "./read-rows";
import { type FileReading, startFileReader } from "./start-file-reader";

export type FileState =
  | { kind: "idle" }
  | { kind: "reading"; name: string; stage: ReadStage }
  | { kind: "choosing"; name: string; preview: FilePreview }
  | { kind: "refused"; name: string; refusal: FileRefusal; values: Record<string, number> };

export type FileMode = "append" | "replace";

export interface TakenFile {
  name: string;
  text: string;
  mode: FileMode;
  rows: number;
  /** The first row was left out. */
  heading: boolean;
}

interface ReadFileParts {
  /** Whether there is a list already: then the person says what becomes of it. */
  hasText: boolean;
  onTaken: (taken: TakenFile) => void;
}

/** A file on its way into the list: read, a column chosen where there are several, taken or cancelled. */
export function useReadFile({ hasText, onTaken }: ReadFileParts) {
  const [state, setShown] = useState<FileState>({ kind: "idle" });
  // A dialog that opens or closes is work for the whole page: never in the turn that has a file at hand.
  const setState = (next: FileState) => startTransition(() => setShown(next));
  const reading = useRef<FileReading | null>(null);
  const asked = useRef<{ choice: ColumnChoice; mode: FileMode; rows: number } | null>(null);
  const stop = () => {
    reading.current?.end();
    reading.current = null;
  };
  useEffect(() => () => reading.current?.end(), []);

  const take = (preview: FilePreview, choice: ColumnChoice, mode: FileMode) => {
    asked.current = { choice, mode, rows: preview.total - (choice.heading ? 1 : 0) };
    reading.current?.ask({ take: choice });
  };
  const start = (file: File) => {
    stop();
    const { name } = file;
    setState({ kind: "reading", name, stage: "opening" });
    reading.current = startFileReader((message) => {
      if (message.kind === "stage") setState({ kind: "reading", name, stage: message.stage });
      else if (message.kind === "refused") {
        stop();
        setState({ kind: "refused", name, refusal: message.refusal, values: message.values });
      } else if (message.kind === "preview") {
        const { preview } = message;
        // Nothing to choose: one column, and no list it could join or replace.
        if (preview.columns === 1 && !hasText) take(preview, preview.guess, "replace");
        else setState({ kind: "choosing", name, preview });
      } else {
        const { choice, mode, rows } = asked.current ?? {};
        const taken: TakenFile = {
          name,
          text: message.text,
          mode: mode ?? "replace",
          rows: rows ?? 0,
          heading: choice?.heading ?? false,
        };
        stop();
        // Turns of their own: the text has just been unpacked, and the list is a megabyte to hand on.
        setTimeout(() => {
          onTaken(taken);
          setTimeout(() => setState({ kind: "idle" }), 0);
        }, 0);
      }
    });
    reading.current.ask({ file });
  };
  const cancel = () => {
    stop();
    setState({ kind: "idle" });
  };
  return { state, start, take, cancel };
}
