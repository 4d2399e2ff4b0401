"use client";

import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { linesWith, lineText, marked } from "@/lib/domain/target-lines";
import { lineHeight, longestEditable } from "./editor-size";
import { LineInput } from "./line-input";
import { LineNumbers } from "./line-numbers";
import { LineRow } from "./line-row";
import { Ruler } from "./ruler";
import type { DeskEdit } from "./target-desk";
import { useCountUp } from "./use-count-up";
import type { ShownList } from "./use-device-ids";
import { rowTop, useLineWindow } from "./use-line-window";

/** Which lines of a long list are shown. */
export type LineFilter = "all" | "problem" | "repeat";

export interface LinesViewHandle {
  focus: () => void;
  /** Goes to a line; with `edit` writes in it at once, these characters marked. `focus` false leaves the focus. */
  go: (line: number, edit?: { from: number; to: number }, focus?: boolean) => void;
}

interface LinesViewProps {
  list: ShownList | null;
  filter: LineFilter;
  invalid: boolean;
  describedBy: string;
  onEdit: (edit: DeskEdit) => void;
  onPaste: (text: string) => void;
  onFind: () => void;
  ref: Ref<LinesViewHandle>;
}

/** In how many frames the lines of a new view are drawn. */
const goes = 6;

/**
 * A list too long for a text box: only the lines in sight are drawn. Arrows, page keys, Home and End move; Enter, F2 or
 * a click writes in a line, Delete takes it away, Ctrl+Z takes that back; what is pasted is added at the end.
 */
export function LinesView(props: LinesViewProps) {
  const { list, filter, invalid, describedBy, onEdit, onPaste, onFind, ref } = props;
  const t = useTranslations("wizard.ids");
  const box = useRef<HTMLDivElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const [active, setActive] = useState(1);
  const [editing, setEditing] = useState<{ line: number; marked?: { from: number; to: number } } | null>(
    null,
  );
  const [written, setWritten] = useState<{ line: number; value: string; into: ShownList } | null>(null);
  const index = list?.index;
  const chosen = useMemo(
    () => (index && filter !== "all" ? linesWith(index, marked[filter]) : null),
    [index, filter],
  );
  const count = chosen?.length ?? list?.summary.lines ?? 0;
  const rowOf = (line: number) =>
    chosen
      ? Math.max(
          0,
          chosen.findIndex((each) => each >= line),
        )
      : line - 1;
  const lineOf = (row: number) => (chosen ? (chosen[row] ?? 1) : row + 1);
  const seen = useLineWindow(box, count);
  const activeRow = Math.min(Math.max(0, count - 1), rowOf(active));

  const moveTo = (row: number) => {
    const target = Math.min(Math.max(0, row), Math.max(0, count - 1));
    setActive(lineOf(target));
    seen.reveal(target);
  };
  const write = (line: number, mark?: { from: number; to: number }) => {
    if (!list || lineText(list.text, list.index, line).length > longestEditable) return;
    setActive(line);
    setScrolled(box.current?.scrollTop ?? 0);
    setEditing({ line, marked: mark });
  };
  useImperativeHandle(ref, () => ({
    focus: () => box.current?.focus({ preventScroll: true }),
    go: (line, edit, focus = true) => {
      setActive(line);
      box.current?.scrollIntoView({ block: "nearest" });
      seen.reveal(rowOf(line));
      // The lines it goes to are drawn first, the box to write in with the next frame.
      if (edit) requestAnimationFrame(() => write(line, edit));
      else if (focus) box.current?.focus({ preventScroll: true });
    },
  }));
  useEffect(() => {
    // Another filter shows other rows under the same scroll.
    if (filter !== "all" && box.current) box.current.scrollTop = 0;
  }, [filter]);

  /** Whether the key meant something here. */
  const press = (key: string, command: boolean): boolean => {
    const moves: Record<string, number> = {
      ArrowUp: activeRow - 1,
      ArrowDown: activeRow + 1,
      PageUp: activeRow - seen.page,
      PageDown: activeRow + seen.page,
      Home: 0,
      End: count - 1,
    };
    const target = moves[key];
    if (target !== undefined) moveTo(target);
    else if (key === "Enter" || key === "F2") write(lineOf(activeRow));
    else if (key === "Delete" && count > 0) onEdit({ kind: "removeLine", line: lineOf(activeRow) });
    else if (command && key === "z") onEdit({ kind: "undo" });
    else if (command && key === "f") onFind();
    else return false;
    return true;
  };
  const keep = (value: string | null, how: "key" | "blur") => {
    setEditing(null);
    if (how === "key") box.current?.focus({ preventScroll: true });
    if (value === null || !list || !editing) return;
    setWritten({ line: editing.line, value, into: list });
    onEdit({ kind: "line", line: editing.line, value });
  };
  const { from, most } = seen;
  // A new view is drawn in goes: shaping all its text at once would hold up whoever types.
  const gone = useCountUp(goes);
  const to = Math.min(seen.to, from + Math.ceil((most * gone) / goes));
  const drawn = useMemo(
    () =>
      Array.from({ length: Math.max(0, to - from) }, (_, at) => {
        const row = from + at;
        // Rows that scroll out are written anew as those that scroll in: they share a slot.
        return { row, line: chosen?.[row] ?? row + 1, slot: row % most };
      }),
    [from, to, most, chosen],
  );
  const editedRow = editing ? rowOf(editing.line) : -1;
  return (
    <div className={invalid ? "ed lines bad" : "ed lines"}>
      <div className="sheet">
        <div
          ref={box}
          id="w-targets"
          className="scroll"
          role="listbox"
          tabIndex={0}
          aria-labelledby="w-targets-label"
          aria-describedby={`${describedBy} w-targets-keys`}
          aria-activedescendant={count > 0 ? `w-line-${lineOf(activeRow)}` : undefined}
          aria-busy={list === null}
          onScroll={() => {
            seen.onScroll();
            if (editing) setScrolled(box.current?.scrollTop ?? 0);
          }}
          onClick={(event) => {
            const row = event.target instanceof Element ? event.target.closest("[data-line]") : null;
            const line = row?.getAttribute("data-line");
            if (line && document.getSelection()?.isCollapsed !== false) write(Number(line));
          }}
          onPaste={(event) => {
            event.preventDefault();
            onPaste(event.clipboardData.getData("text/plain"));
          }}
          onCopy={(event) => {
            if (!list || document.getSelection()?.isCollapsed === false) return;
            event.preventDefault();
            event.clipboardData.setData("text/plain", lineText(list.text, list.index, lineOf(activeRow)));
          }}
          onKeyDown={(event) => {
            if (press(event.key, event.ctrlKey || event.metaKey)) event.preventDefault();
          }}
        >
          <div
            className="rows"
            style={{ paddingTop: seen.above, paddingBottom: seen.below + (seen.to - to) * lineHeight }}
          >
            {list && <LineNumbers list={list} drawn={drawn} />}
            <div className="texts">
              {list &&
                drawn.map(({ row, line, slot }) => (
                  <LineRow
                    key={slot}
                    list={list}
                    line={line}
                    active={row === activeRow}
                    written={written?.into === list && written.line === line ? written.value : null}
                  />
                ))}
            </div>
          </div>
        </div>
        {list && editing && (
          <LineInput
            key={editing.line}
            line={editing.line}
            top={rowTop(editedRow) - scrolled}
            value={lineText(list.text, list.index, editing.line)}
            marked={editing.marked}
            onDone={keep}
          />
        )}
      </div>
      <Ruler list={gone > 1 ? list : null} />
      <p className="sr" id="w-targets-keys">
        {t("keys")}
      </p>
    </div>
  );
}
