"use client";

import { type CSSProperties, type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useFormatNumber } from "../../ui/use-format";
import type { DocumentProblem } from "./document-problems";

interface JsonEditorProps {
  text: string;
  problems: readonly DocumentProblem[];
  describedBy: string | undefined;
  /** The text, a moment after typing stops, and at once when the field is left. */
  onText: (text: string) => void;
  ref: Ref<HTMLTextAreaElement>;
}

const lineHeight = 22;
const inset = 6;
const quietMs = 200;

/** A plain text box with line numbers and marks for the lines in sight; Tab leaves it, as any other field. */
export function JsonEditor({ text, problems, describedBy, onText, ref }: JsonEditorProps) {
  const t = useTranslations("parameters");
  const area = useRef<HTMLTextAreaElement>(null);
  const [view, setView] = useState({ top: 0, left: 0, height: 330 });
  const [typed, setTyped] = useState({ from: text, text });
  const sent = useRef(text);
  useImperativeHandle<HTMLTextAreaElement | null, HTMLTextAreaElement | null>(ref, () => area.current, []);
  // What was typed counts until the document says something that did not come from here.
  const known = typed.from === text || sent.current === text;
  const shown = known ? typed.text : text;
  const later = useLater((value) => {
    sent.current = value;
    onText(value);
  });
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setView(viewOf(element)));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const marks = shown === text ? problems : [];
  return (
    <div className={marks.some(({ tone }) => tone === "fault") ? "ed json bad" : "ed json"}>
      <Lines text={shown} marks={marks} view={view} />
      <textarea
        id="w-document"
        ref={area}
        value={shown}
        wrap="off"
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        aria-label={t("documentJson")}
        aria-invalid={marks.some(({ tone }) => tone === "fault")}
        aria-describedby={describedBy}
        onScroll={(event) => setView(viewOf(event.currentTarget))}
        onChange={({ target: { value } }) => {
          setTyped({ from: text, text: value });
          later.send(value, quietMs);
        }}
        onBlur={later.flush}
      />
    </div>
  );
}

const viewOf = (element: HTMLElement) => ({
  top: element.scrollTop,
  left: element.scrollLeft,
  height: element.clientHeight,
});

/** Sends the last of several texts once it is quiet; what waits is sent when the field goes away, too. */
function useLater(send: (text: string) => void) {
  const latest = useRef(send);
  const waiting = useRef<{ text: string; timer: ReturnType<typeof setTimeout> } | null>(null);
  useEffect(() => {
    latest.current = send;
  });
  const flush = () => {
    if (!waiting.current) return;
    const { text, timer } = waiting.current;
    clearTimeout(timer);
    waiting.current = null;
    latest.current(text);
  };
  const last = useRef(flush);
  useEffect(() => () => last.current(), []);
  return {
    flush,
    send(text: string, quiet: number) {
      clearTimeout(waiting.current?.timer);
      waiting.current = { text, timer: setTimeout(flush, quiet) };
    },
  };
}

interface LinesProps {
  text: string;
  marks: readonly DocumentProblem[];
  view: { top: number; left: number; height: number };
}

/** Numbers beside the lines in sight, and behind them what is wrong with some. */
function Lines({ text, marks, view }: LinesProps) {
  const number = useFormatNumber();
  const lines = text.split("\n");
  const first = Math.max(1, Math.floor((view.top - inset) / lineHeight));
  const last = Math.min(lines.length, first + Math.ceil(view.height / lineHeight) + 1);
  const inSight = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  const markOf = (line: number) =>
    marks.find((mark) => mark.line === line && mark.tone === "fault") ??
    marks.find((mark) => mark.line === line);
  const place = (line: number): CSSProperties => ({
    transform: `translateY(${inset + (line - 1) * lineHeight - view.top}px)`,
  });
  return (
    <>
      <div className="gutter" aria-hidden="true">
        {inSight.map((line) => (
          <span key={line} className={markOf(line)?.tone} style={place(line)}>
            {number(line)}
          </span>
        ))}
      </div>
      <div className="marks" aria-hidden="true">
        {inSight.map((line) => {
          const mark = markOf(line);
          if (!mark) return null;
          const length = lines[line - 1]?.length ?? 0;
          return (
            <div key={line} className={mark.tone} style={place(line)}>
              <em style={{ left: `calc(12px + ${length}ch - ${view.left}px)` }}>{mark.text}</em>
            </div>
          );
        })}
      </div>
    </>
  );
}
