"use client";

import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { TargetSummary } from "@/lib/domain/target-list";
import { type DeskClient, startDesk } from "./desk-client";
import type { DeskEdit, DeskState } from "./target-desk";

/** What a draft keeps of a list: the text as it was written, and what was read from it. */
export interface TargetsPart {
  targetsText: string;
  targets: TargetSummary;
}

/** A list as the editor shows it; `version` grows when it was changed by anything but typing into the text box. */
export interface ShownList extends DeskState {
  version: number;
}

export interface DeviceIds {
  list: ShownList | null;
  /** The text box's whole text; answers what a draft is to keep. */
  type: (text: string) => Promise<TargetsPart>;
  edit: (edit: DeskEdit) => Promise<TargetsPart>;
  /** The newest that was typed or edited, read. */
  settled: () => Promise<TargetsPart>;
  desk: () => DeskClient;
}

interface DeviceIdsParts {
  text: string;
  summary: TargetSummary | null;
  onChange: (part: TargetsPart) => void;
}

const partOf = ({ text, summary }: DeskState): TargetsPart => ({ targetsText: text, targets: summary });

/** The list of a draft on a desk in a worker: only counts, the first of what is wrong and line numbers come here. */
export function useDeviceIds({ text, summary, onChange }: DeviceIdsParts): DeviceIds {
  const client = useRef<DeskClient | null>(null);
  const [list, setList] = useState<ShownList | null>(null);
  /** The newest text this editor knows of; another one in the draft came from elsewhere. */
  const known = useRef<string | null>(null);
  const turn = useRef(0);
  const newest = useRef<Promise<TargetsPart> | null>(null);
  const tell = useRef(onChange);
  useEffect(() => {
    tell.current = onChange;
  }, [onChange]);
  useEffect(() => () => client.current?.close(), []);

  const desk = useCallback(() => {
    client.current ??= startDesk();
    return client.current;
  }, []);
  const run = useCallback(
    (
      ask: { kind: "open"; text: string } | { kind: "edit"; edit: DeskEdit },
      remount: boolean,
      say: boolean,
    ) => {
      turn.current += 1;
      const mine = turn.current;
      const answered = desk()
        .ask(ask)
        .then((state) => {
          // A newer text or edit is on its way: what is shown and kept is its answer.
          if (mine !== turn.current) return newest.current ?? partOf(state);
          known.current = state.text;
          // In slices: drawing all that hangs on the list at once would hold up whoever types or scrolls.
          startTransition(() => {
            setList((before) => ({ ...state, version: (before?.version ?? 0) + (remount ? 1 : 0) }));
            if (say || (ask.kind === "open" && state.text !== ask.text)) tell.current(partOf(state));
          });
          return partOf(state);
        });
      newest.current = answered;
      return answered;
    },
    [desk],
  );
  const unread = summary === null;
  useEffect(() => {
    if (text === known.current) return;
    // The first text is in the box already: making the box anew would lose what was typed into it meanwhile.
    const isOther = known.current !== null;
    known.current = text;
    void run({ kind: "open", text }, isOther, unread);
  }, [text, unread, run]);

  return useMemo(
    () => ({
      list,
      type: (typed: string) => run({ kind: "open", text: typed }, false, true),
      edit: (edit: DeskEdit) => run({ kind: "edit", edit }, true, true),
      settled: () => newest.current ?? run({ kind: "open", text: known.current ?? "" }, false, true),
      desk,
    }),
    [list, run, desk],
  );
}
