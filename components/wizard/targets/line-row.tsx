"use client";

import { memo } from "react";
import { lineProblem, lineText } from "@/lib/domain/target-lines";
import { SafeText } from "../../ui/safe-text";
import { longestLine } from "./editor-size";
import { LineNote, lineMark } from "./line-note";
import type { ShownList } from "./use-device-ids";

interface LineRowProps {
  list: ShownList;
  line: number;
  active: boolean;
  /** What was written into it and is not read yet. */
  written: string | null;
}

const productPrefix = /^[0-9a-f]{24}_/;

/** A line of a long list: its text with the product dimmed and the fault marked, and what is wrong. */
export const LineRow = memo(function LineRow({ list, line, active, written }: LineRowProps) {
  const mark = lineMark(list, line);
  const problem = written === null ? lineProblem(list.text, list.index, line) : null;
  const text = (written ?? lineText(list.text, list.index, line)).slice(0, longestLine);
  const at = problem && problem.kind !== "too_long" ? problem.column - 1 : -1;
  const said = written === null && (mark.problem || mark.repeat);
  return (
    <div
      role="option"
      id={`w-line-${line}`}
      data-line={line}
      tabIndex={-1}
      aria-posinset={line}
      aria-setsize={list.summary.lines}
      aria-selected={active}
      className={mark.problem && written === null ? "line bad" : "line"}
    >
      {at >= 0 && at < text.length ? (
        <>
          <Words text={text.slice(0, at)} />
          <u>
            <Words text={problem?.detail ?? ""} />
          </u>
          <Words text={text.slice(at + (problem?.detail.length ?? 0))} />
        </>
      ) : (
        <Dimmed text={text} />
      )}
      {said && (
        <em>
          <LineNote list={list} line={line} />
        </em>
      )}
    </div>
  );
});

const printable = /^[\x20-\x7e]*$/;

/** Nearly every line holds nothing that would have to be made visible, and needs no element for it. */
function Words({ text }: { text: string }) {
  return printable.test(text) ? text : <SafeText text={text} />;
}

function Dimmed({ text }: { text: string }) {
  const prefix = productPrefix.exec(text)?.[0] ?? "";
  return (
    <>
      <i>{prefix}</i>
      <Words text={text.slice(prefix.length)} />
    </>
  );
}
