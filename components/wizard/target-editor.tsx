"use client";

import {
  type CSSProperties,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTranslations } from "use-intl";
import type { TargetList, TargetProblem } from "@/lib/domain/target-list";
import { useFormatNumber } from "../ui/use-format";
import { lineStarts, markLines } from "./target-lines";
import { useProblemWords } from "./use-problem-words";

interface TargetEditorProps {
  text: string;
  targets: TargetList | null;
  invalid: boolean;
  /** The text, 250 ms after typing stops and at once after a paste. */
  onText: (text: string) => void;
  ref: Ref<HTMLTextAreaElement>;
}

const lineHeight = 22;
const inset = 6;
const quietMs = 250;

interface View {
  top: number;
  left: number;
  height: number;
}

/**
 * A plain text box with line numbers and marks. The text is the browser's own and uncontrolled; numbers and marks
 * are drawn only for the lines in sight, so 30,000 of them cost no more than fifteen.
 */
export function TargetEditor({ text, targets, invalid, onText, ref }: TargetEditorProps) {
  const t = useTranslations("wizard");
  const area = useRef<HTMLTextAreaElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [view, setView] = useState<View>({ top: 0, left: 0, height: 344 });
  const [lines, setLines] = useState(() => countLines(text));
  useImperativeHandle<HTMLTextAreaElement | null, HTMLTextAreaElement | null>(ref, () => area.current, []);
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setView(viewOf(element)));
    watch.observe(element);
    return () => {
      watch.disconnect();
      clearTimeout(timer.current);
    };
  }, []);
  const send = (value: string) => {
    clearTimeout(timer.current);
    onText(value);
  };
  const first = Math.max(1, Math.floor((view.top - inset) / lineHeight));
  const last = Math.min(lines, first + Math.ceil(view.height / lineHeight) + 1);
  const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  return (
    <div className={invalid ? "ed bad" : "ed"}>
      <Gutter shown={shown} targets={targets} top={view.top} />
      <div className="sheet">
        <Marks shown={shown} text={text} targets={targets} view={view} />
        <textarea
          id="w-targets"
          ref={area}
          defaultValue={text}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          aria-invalid={invalid}
          aria-describedby="w-targets-hint w-targets-tally"
          placeholder={t("deviceIdsExample")}
          onScroll={(event) => setView(viewOf(event.currentTarget))}
          onChange={(event) => {
            const { value } = event.target;
            setLines(countLines(value));
            clearTimeout(timer.current);
            timer.current = setTimeout(() => send(value), quietMs);
          }}
          onPaste={() => {
            clearTimeout(timer.current);
            timer.current = setTimeout(() => send(area.current?.value ?? ""), 0);
          }}
          onBlur={(event) => {
            if (event.target.value !== text) send(event.target.value);
          }}
        />
      </div>
      <Ruler targets={targets} lines={lines} />
    </div>
  );
}

const viewOf = (element: HTMLElement): View => ({
  top: element.scrollTop,
  left: element.scrollLeft,
  height: element.clientHeight,
});

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}

const place = (line: number, top: number): CSSProperties => ({
  transform: `translateY(${inset + (line - 1) * lineHeight - top}px)`,
});

function Gutter({
  shown,
  targets,
  top,
}: {
  shown: readonly number[];
  targets: TargetList | null;
  top: number;
}) {
  const number = useFormatNumber();
  const marks = useMemo(() => markLines(targets), [targets]);
  return (
    <div className="gutter" aria-hidden="true">
      {shown.map((line) => (
        <span key={line} className={marks.get(line)?.problem ? "bad" : undefined} style={place(line, top)}>
          {number(line)}
        </span>
      ))}
    </div>
  );
}

interface MarksProps {
  shown: readonly number[];
  text: string;
  targets: TargetList | null;
  view: View;
}

/** Behind the text: rows at fault, the character meant, and a word on what is wrong. */
function Marks({ shown, text, targets, view }: MarksProps) {
  const t = useTranslations("wizard");
  const words = useProblemWords();
  const marks = useMemo(() => markLines(targets), [targets]);
  const starts = useMemo(() => (marks.size > 0 ? lineStarts(text) : []), [marks, text]);
  return (
    <div className="marks" aria-hidden="true">
      {shown.map((line) => {
        const mark = marks.get(line);
        if (!mark) return null;
        const length = (starts[line] ?? text.length + 1) - (starts[line - 1] ?? 0) - 1;
        const said = mark.problem
          ? words(mark.problem)
          : t("repeatsLine", { line: mark.repeat?.firstLine ?? 0 });
        return (
          <div key={line} className={mark.problem ? "bad" : undefined} style={place(line, view.top)}>
            {mark.problem && mark.problem.kind !== "too_long" && (
              <u style={{ left: column(mark.problem.column - 1, view.left), width: "1ch" }} />
            )}
            <em style={{ left: column(length, view.left) }}>{said}</em>
          </div>
        );
      })}
    </div>
  );
}

const column = (characters: number, scrolled: number): string =>
  `calc(12px + ${characters}ch - ${scrolled}px)`;

const mostMarks = 200;

/** Where in the whole list the trouble is. */
function Ruler({ targets, lines }: { targets: TargetList | null; lines: number }) {
  const id = useId();
  const problems: readonly TargetProblem[] = targets?.problems.slice(0, mostMarks) ?? [];
  return (
    <div className="map" aria-hidden="true">
      {problems.map((problem) => (
        <i
          key={`${id}${problem.start}`}
          style={{ top: `${((problem.line - 1) / Math.max(1, lines)) * 98}%` }}
        />
      ))}
    </div>
  );
}
