"use client";

import { Icon } from "./icon";
import { SafeText } from "./safe-text";
import { statusLooks } from "./status-looks";
import { useWords } from "./use-words";

interface StatusPillProps {
  status: string;
  /** `auto`: a pill for what moves or failed, unboxed for calm states. `past`: "when last read". */
  form: "auto" | "bare" | "large" | "past";
  /** Words other than the status's own, such as "Running when last read". */
  children?: string;
}

/** Icon, word and colour together; a word nobody knows is shown as it came, in a neutral dashed pill. */
export function StatusPill(props: StatusPillProps) {
  return <StatusMark {...props} word={useWords("status")(props.status)} />;
}

/** A `StatusPill` for tables, which look up all words at once. */
export function StatusMark({ status, form, children, word }: StatusPillProps & { word: string | undefined }) {
  const look = statusLooks[status];
  if (!look) {
    return (
      <span className={form === "large" ? "st own lg" : "st own"} title={status}>
        <Icon name="init" />
        {children ?? <SafeText text={status} />}
      </span>
    );
  }
  const shape = { auto: look.calm ? "quiet" : "", bare: "bare", large: "lg", past: "lg past" }[form];
  return (
    <span className={`st s-${look.tone} ${shape}`} title={status}>
      <Icon name={look.icon} />
      {children ?? word ?? status}
    </span>
  );
}
