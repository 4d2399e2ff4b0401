"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Fragment, useEffect, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { searchOptions } from "@/lib/client/search-queries";
import { searchLimits } from "@/lib/contracts/search";
import { useProblemSentence } from "../ui/problem-details";
import { useAnnounced } from "../ui/use-announced";
import { placeOf } from "./place-of";
import { groupDevices, groupResults, type SearchOption } from "./search-options";
import { SearchRow } from "./search-row";

interface SearchPanelProps {
  connection: string;
  name: string;
  /** Trimmed, and not empty. */
  text: string;
  /** Steps down the results; below the last one comes the first. */
  at: number;
  /** Enter was pressed for this text. */
  entered: boolean;
  listId: string;
  onCount: (count: number) => void;
  onOpened: () => void;
  onFind: () => void;
}

const quietMs = 150;

/** The results of a search, in groups, one of them marked. */
export function SearchPanel(props: SearchPanelProps) {
  const { connection, name, text, at, entered, listId, onCount, onOpened, onFind } = props;
  const t = useTranslations("shell");
  const router = useRouter();
  const sentence = useProblemSentence();
  const asked = useQuiet(text);
  const [sought, seek] = useState<{ text: string; ids: readonly string[] } | null>(null);
  const ids = sought?.text === text ? sought.ids.slice(0, searchLimits.ids) : null;
  const wanted = useMemo(() => (ids ? { id: ids } : { q: asked.slice(0, 128) }), [ids, asked]);
  const { data = null, error } = useQuery(searchOptions(connection, wanted));
  const settled = (ids !== null || asked === text) && (data !== null || error !== null);
  const groups = useMemo(() => {
    if (ids) return groupDevices(connection, data?.devices ?? []);
    return groupResults(connection, text, asked === text ? data : null);
  }, [connection, text, asked, ids, data]);
  const options = groups.flatMap((group) => group.options);
  const count = options.length;
  const marked = count > 0 ? placeOf(at, count) : -1;
  const chosen = options[marked];
  useEffect(() => onCount(count), [onCount, count]);

  const open = (option: SearchOption) => {
    if (option.kind === "find") {
      seek({ text, ids: option.ids });
      onFind();
      return;
    }
    router.push(option.href);
    onOpened();
  };
  // A task's id needs no answer; anything else is opened once it is known what comes first.
  const ready = entered && chosen !== undefined && (settled || chosen.kind === "open");
  useEffect(() => {
    if (ready && chosen) open(chosen);
  });
  const found = data && settled ? count - (ids ? 0 : 1) : null;
  useAnnounced(found === null ? null : t("found.announced", { count: found }));
  const fault = asApiError(error);
  let place = 0;
  return (
    <div className="searchpanel">
      <div id={listId} role="listbox" aria-label={t("found.title")} aria-busy={!settled}>
        {groups.map((group) => (
          <Fragment key={group.key}>
            <div className="gh" aria-hidden="true">
              {t(`found.${group.key}`)}
              {group.more && <span className="mute"> · {t("found.more")}</span>}
            </div>
            {group.options.map((option) => {
              const index = place++;
              return (
                <SearchRow
                  key={keyOf(option)}
                  id={`${listId}-${index}`}
                  group={t(`found.${group.key}`)}
                  option={option}
                  marked={index === marked}
                  onChoose={() => open(option)}
                  onLeave={onOpened}
                />
              );
            })}
          </Fragment>
        ))}
      </div>
      {fault && (
        <p className="said" role="status">
          {t("found.failed")} {sentence(fault)}
        </p>
      )}
      {found === 0 && !fault && <p className="said">{t("found.nothing")}</p>}
      {sought && ids && sought.ids.length > ids.length && (
        <p className="said">{t("found.firstOf", { count: ids.length, all: sought.ids.length })}</p>
      )}
      <div className="keys">
        <span>{t("found.in", { name })}</span>
        <span className="wide-only">
          <kbd className="kbd">↑</kbd> <kbd className="kbd">↓</kbd> {t("found.move")}{" "}
          <kbd className="kbd">Enter</kbd> {t("found.open")} <kbd className="kbd">Esc</kbd> {t("found.close")}
        </span>
      </div>
    </div>
  );
}

function keyOf(option: SearchOption): string {
  if (option.kind === "find") return "find";
  return option.kind === "device"
    ? `device ${option.found.deviceId}`
    : option.kind === "subtask"
      ? `subtask ${option.found.taskId} ${option.found.at}`
      : `${option.kind} ${option.href}`;
}

/** The text once nobody has typed for a moment. */
function useQuiet(text: string): string {
  const [quiet, setQuiet] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(text), quietMs);
    return () => clearTimeout(timer);
  }, [text]);
  return quiet;
}
