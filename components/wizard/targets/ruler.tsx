"use client";

import { useMemo } from "react";
import { marked } from "@/lib/domain/target-lines";
import type { ShownList } from "./use-device-ids";

const places = 100;

/** Where in the whole list the trouble is; as fine as the eye, however many lines there are. */
export function Ruler({ list }: { list: ShownList | null }) {
  const marks = list?.index.marks;
  const found = useMemo(() => findPlaces(marks), [marks]);
  return (
    <div className="map" aria-hidden="true">
      {found.map((at) => (
        <i key={at} style={{ top: `${(at / places) * 98}%` }} />
      ))}
    </div>
  );
}

function findPlaces(marks: Uint8Array = new Uint8Array()): number[] {
  const found = new Set<number>();
  for (let at = 0; at < marks.length; at += 1) {
    if (((marks[at] ?? 0) & marked.problem) !== 0) found.add(Math.floor((at / marks.length) * places));
  }
  return [...found];
}
