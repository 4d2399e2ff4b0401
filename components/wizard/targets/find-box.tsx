"use client";

import { type Ref, useState } from "react";
import { useTranslations } from "use-intl";
import type { FoundLine } from "@/lib/domain/target-lines";
import { Icon } from "../../ui/icon";

interface FindBoxProps {
  /** The next line after `after` that holds the words. */
  find: (words: string, after: number) => Promise<FoundLine | null>;
  onFound: (line: number) => void;
  ref: Ref<HTMLInputElement>;
}

/** Goes from find to find through a list whose lines the browser cannot search; Enter goes on. */
export function FindBox({ find, onFound, ref }: FindBoxProps) {
  const t = useTranslations("wizard.ids");
  const [found, setFound] = useState<FoundLine | null | undefined>(undefined);
  const go = async (words: string, after: number) => {
    const next = words === "" ? undefined : await find(words, after);
    setFound(next);
    if (next) onFound(next.line);
  };
  return (
    <span className="input low findbox">
      <Icon name="search" size="s" />
      <input
        ref={ref}
        type="search"
        aria-label={t("find")}
        placeholder={t("find")}
        autoComplete="off"
        spellCheck={false}
        maxLength={128}
        onChange={() => setFound(undefined)}
        onKeyDown={(event) => {
          if (event.key === "Enter") void go(event.currentTarget.value, found?.line ?? 0);
        }}
      />
      <span className="mute small" role="status">
        {found && t("foundPlace", { place: found.place, total: found.total })}
        {found === null && t("foundNone")}
      </span>
    </span>
  );
}
