"use client";

import { useEffect, useRef, useState } from "react";
import type { TargetProblem } from "@/lib/domain/target-list";
import { isLarge, isSmall } from "./editor-size";
import type { LineFilter, LinesViewHandle } from "./lines-view";
import { nextMarked } from "./next-marked";
import type { PlainEditorHandle } from "./plain-editor";
import type { ShownList } from "./use-device-ids";

/** The text box of short lists and the view of long ones: which of them is shown, and the ways into a line of it. */
export function useEditors(list: ShownList | null, text: string) {
  const plain = useRef<PlainEditorHandle>(null);
  const view = useRef<LinesViewHandle>(null);
  const [filter, setFilter] = useState<LineFilter>("all");
  const [large, setLarge] = useState(() => isLarge(text));
  const nowLarge = large ? !isSmall(text) : isLarge(text);
  if (nowLarge !== large) setLarge(nowLarge);
  const shownLarge = useRef(large);
  useEffect(() => {
    if (shownLarge.current === large) return;
    shownLarge.current = large;
    // The editor that had the focus has just given way to the other one; laid out first, in the next frame.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) (large ? view : plain).current?.focus();
    });
  }, [large]);

  /** Of all lines: the one wanted may be filtered out. Drawn first, so that it can be gone to. */
  const goTo = (line: number, edit?: { from: number; to: number }, focus?: boolean) => {
    setFilter("all");
    requestAnimationFrame(() => view.current?.go(line, edit, focus));
  };
  return {
    plain,
    view,
    large,
    /** A text box shows everything always. */
    filter: large ? filter : ("all" as const),
    goTo,
    fix: (problem: TargetProblem) => {
      plain.current?.select(problem);
      if (!view.current) return;
      const whole = problem.kind === "too_long";
      const from = whole ? 0 : problem.column - 1;
      goTo(problem.line, { from, to: from + (whole ? problem.value.length : problem.detail.length) });
    },
    show: (what: Exclude<LineFilter, "all">) => {
      if (view.current) setFilter(filter === what ? "all" : what);
      else if (list) plain.current?.selectNext((after) => nextMarked(list, what, after));
    },
  };
}
