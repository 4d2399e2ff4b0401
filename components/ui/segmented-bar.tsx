"use client";

import type { CSSProperties } from "react";
import { useTranslations } from "use-intl";
import type { Progress } from "@/lib/contracts/tasks";
import { countUnaccounted } from "@/lib/domain/progress";
import { progressSegments } from "./status-looks";

/** Counters as one bar; screen readers get the same as a sentence. */
export function SegmentedBar({ progress, size }: { progress: Progress; size?: "big" | "thin" }) {
  const t = useTranslations("common");
  const segments = progressSegments.filter((segment) => progress[segment.counter] > 0);
  const missing = countUnaccounted(progress);
  const words = segments.map((segment) =>
    t(`counted.${segment.counter}`, { count: progress[segment.counter] }),
  );
  if (missing > 0) words.push(t("counted.unaccounted", { count: missing }));
  return (
    <div
      className={`prog ${size ?? ""}`}
      role="img"
      aria-label={words.length > 0 ? words.join(", ") : t("counted.nothing")}
    >
      {segments.map((segment) => (
        <i key={segment.counter} className={`p-${segment.tone}`} style={share(progress[segment.counter])} />
      ))}
      {missing > 0 && <i className="p-unknown" style={share(missing)} />}
      {words.length === 0 && <i className="p-waiting" style={share(1)} />}
    </div>
  );
}

function share(count: number): CSSProperties {
  return { "--n": count } as CSSProperties;
}
