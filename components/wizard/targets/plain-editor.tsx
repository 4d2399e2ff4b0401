"use client";

import {
  type CSSProperties,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { useTranslations } from "use-intl";
import { lineProblem, lineText } from "@/lib/domain/target-lines";
import type { TargetPiece } from "@/lib/domain/target-list";
import { useFormatNumber } from "../../ui/use-format";
import { countLines, isLarge, lineHeight } from "./editor-size";
import { LineNote, lineMark } from "./line-note";
import { Ruler } from "./ruler";
import type { ShownList } from "./use-device-ids";

export interface PlainEditorHandle {
  value: () => string;
  focus: () => void;
  select: (piece: TargetPiece) => void;
  /** Selects what `find` answers for where the caret stands. */
  selectNext: (find: (after: number) => TargetPiece | null) => void;
}

interface PlainEditorProps {
  /** What the box begins with; afterwards the text is the browser's own. */
  text: string;
  list: ShownList | null;
  invalid: boolean;
  describedBy: string;
  /** The text, 250 ms after typing stops and at once after a paste. */
  onText: (text: string) => void;
  /** A file was pasted. */
  onFile: (file: File) => void;
  ref: Ref<PlainEditorHandle>;
}

const inset = 6;
const quietMs = 250;

interface View {
  top: number;
  left: number;
  height: number;
}

const viewOf = (element: HTMLElement): View => ({
  top: element.scrollTop,
  left: element.scrollLeft,
  height: element.clientHeight,
});

/** A text box with line numbers and marks, for lists it can lay out in no time; larger ones never get into it. */
export function PlainEditor({ text, list, invalid, describedBy, onText, onFile, ref }: PlainEditorProps) {
  const t = useTranslations("wizard");
  const area = useRef<HTMLTextAreaElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [view, setView] = useState<View>({ top: 0, left: 0, height: 344 });
  const [lines, setLines] = useState(() => countLines(text));
  useImperativeHandle(ref, () => {
    const select = ({ line, start, end }: TargetPiece) => {
      area.current?.focus();
      area.current?.setSelectionRange(start, end);
      if (area.current) area.current.scrollTop = Math.max(0, (line - 6) * lineHeight);
    };
    return {
      value: () => area.current?.value ?? "",
      focus: () => area.current?.focus(),
      select,
      selectNext: (find) => {
        const piece = find(area.current?.selectionEnd ?? 0);
        if (piece) select(piece);
      },
    };
  }, []);
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
      <Numbers shown={shown} list={list} top={view.top} />
      <div className="sheet">
        <Marks shown={shown} list={list} view={view} />
        <textarea
          id="w-targets"
          ref={area}
          defaultValue={text}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          aria-invalid={invalid}
          aria-describedby={describedBy}
          placeholder={t("deviceIdsExample")}
          onScroll={(event) => setView(viewOf(event.currentTarget))}
          onChange={(event) => {
            const { value } = event.target;
            setLines(countLines(value));
            if (isLarge(value)) return send(value);
            clearTimeout(timer.current);
            timer.current = setTimeout(() => send(value), quietMs);
          }}
          onPaste={(event) => {
            const [file] = event.clipboardData.files;
            if (file) {
              event.preventDefault();
              onFile(file);
              return;
            }
            const pasted = event.clipboardData.getData("text/plain");
            const box = event.currentTarget;
            // Laying out a megabyte would stop the page for seconds: the box never gets it.
            const whole = box.value.slice(0, box.selectionStart) + pasted + box.value.slice(box.selectionEnd);
            if (isLarge(whole)) {
              event.preventDefault();
              send(whole);
              return;
            }
            clearTimeout(timer.current);
            timer.current = setTimeout(() => send(area.current?.value ?? ""), 0);
          }}
          onBlur={(event) => {
            if (list && event.target.value !== list.text) send(event.target.value);
          }}
        />
      </div>
      <Ruler list={list} />
    </div>
  );
}

const place = (line: number, top: number): CSSProperties => ({
  transform: `translateY(${inset + (line - 1) * lineHeight - top}px)`,
});

interface DrawnProps {
  shown: readonly number[];
  list: ShownList | null;
}

function Numbers({ shown, list, top }: DrawnProps & { top: number }) {
  const number = useFormatNumber();
  return (
    <div className="gutter" aria-hidden="true">
      {shown.map((line) => (
        <span
          key={line}
          className={lineMark(list, line).problem ? "bad" : undefined}
          style={place(line, top)}
        >
          {number(line)}
        </span>
      ))}
    </div>
  );
}

/** Behind the text: rows at fault, the character meant, and a word on what is wrong. */
function Marks({ shown, list, view }: DrawnProps & { view: View }): ReactNode {
  if (!list) return null;
  const column = (characters: number) => `calc(12px + ${characters}ch - ${view.left}px)`;
  return (
    <div className="marks" aria-hidden="true">
      {shown.map((line) => {
        const mark = lineMark(list, line);
        if (!mark.problem && !mark.repeat) return null;
        const problem = lineProblem(list.text, list.index, line);
        const length = lineText(list.text, list.index, line).length;
        return (
          <div key={line} className={problem ? "bad" : undefined} style={place(line, view.top)}>
            {problem && problem.kind !== "too_long" && (
              <u style={{ left: column(problem.column - 1), width: "1ch" }} />
            )}
            <em style={{ left: column(length) }}>
              <LineNote list={list} line={line} />
            </em>
          </div>
        );
      })}
    </div>
  );
}
