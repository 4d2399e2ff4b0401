"use client";

import { type RefObject, useEffect, useState } from "react";
import { lineHeight } from "./editor-size";

const inset = 6;
/** Rows drawn beyond what is in sight, so that a turn of the wheel finds them there. */
const ahead = 2;

export interface LineWindow {
  /** Rows to draw, counted from 0; `to` is the first one not drawn. */
  from: number;
  to: number;
  /** Rows that are wholly in sight. */
  page: number;
  /** More rows than are ever drawn at once. */
  most: number;
  /** Pixels of the rows that are not drawn. */
  above: number;
  below: number;
  onScroll: () => void;
  /** Brings a row into sight, in the middle when it was far away. */
  reveal: (row: number) => void;
}

/** Which of many rows of one height are in sight of a box that scrolls. */
export function useLineWindow(box: RefObject<HTMLElement | null>, count: number): LineWindow {
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(344);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setHeight(element.clientHeight));
    watch.observe(element);
    return () => watch.disconnect();
  }, [box]);
  const page = Math.max(1, Math.floor((height - inset) / lineHeight) - 1);
  const from = Math.max(0, Math.min(top, count - 1) - ahead);
  const to = Math.min(count, Math.max(from, top + page + 3 + ahead));
  return {
    from,
    to,
    page,
    most: page + 3 + 2 * ahead,
    above: inset + from * lineHeight,
    below: inset + (count - to) * lineHeight,
    onScroll: () => setTop(Math.max(0, Math.floor(((box.current?.scrollTop ?? 0) - inset) / lineHeight))),
    reveal: (row) => {
      const element = box.current;
      if (!element) return;
      const at = rowTop(row);
      const above = at < element.scrollTop + inset;
      const below = at + lineHeight > element.scrollTop + element.clientHeight - inset;
      if (!above && !below) return;
      const far = Math.abs(at - element.scrollTop - element.clientHeight / 2) > element.clientHeight;
      const near = above ? at - inset : at + lineHeight + inset - element.clientHeight;
      element.scrollTop = Math.max(0, far ? at - element.clientHeight / 3 : near);
    },
  };
}

/** Where a row stands in the box, pixels. */
export const rowTop = (row: number): number => inset + row * lineHeight;
