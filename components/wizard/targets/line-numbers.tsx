"use client";

import { memo } from "react";
import { useFormatNumber } from "../../ui/use-format";
import { lineMark } from "./line-note";
import type { ShownList } from "./use-device-ids";

interface LineNumbersProps {
  list: ShownList;
  drawn: readonly { line: number }[];
}

/**
 * The numbers beside the lines in sight, as one text: an element for each that stays at the edge would cost the
 * browser more than the lines themselves. Those at fault stand out.
 */
export const LineNumbers = memo(function LineNumbers({ list, drawn }: LineNumbersProps) {
  const number = useFormatNumber();
  const runs: { bad: boolean; from: number; text: string }[] = [];
  for (const { line } of drawn) {
    const bad = lineMark(list, line).problem;
    const last = runs.at(-1);
    if (last?.bad === bad) last.text += `\n${number(line)}`;
    else runs.push({ bad, from: line, text: number(line) });
  }
  return (
    <div className="nums" aria-hidden="true">
      {runs.map(({ bad, from, text }) => (
        <div key={from} className={bad ? "bad" : undefined}>
          {text}
        </div>
      ))}
    </div>
  );
});
