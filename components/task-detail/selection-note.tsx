"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { selectionOptions } from "@/lib/client/selection-queries";
import type { TaskPlace } from "@/lib/client/subtask-queries";
import type { ShownSelection } from "@/lib/contracts/selections";
import { Moment } from "../time/moment";
import { useCopy } from "../ui/copy-button";
import { Icon } from "../ui/icon";
import { useProblemSentence } from "../ui/problem-details";
import { SafeText } from "../ui/safe-text";

interface SelectionNoteProps {
  place: TaskPlace;
  selection: string;
  onClear: () => void;
}

/** What the selection of the address is: how many of a list were found, and which were not. */
export function SelectionNote({ place, selection, onClear }: SelectionNoteProps) {
  const t = useTranslations("task.table");
  const sentence = useProblemSentence();
  const { data, error } = useQuery(selectionOptions(place, selection));
  const fault = asApiError(error);
  return (
    <section className="keptsel" aria-label={t("kept")}>
      <div className="row">
        <Icon name="filter" size="s" />
        <span className="any" role="status">
          {data && <b>{describe(data)}</b>}
          {fault && (fault.code === "not_found" ? t("gone") : sentence(fault))}
        </span>
        {data && (
          <span className="mute small">
            {t.rich("keptBy", {
              who: () => <SafeText text={data.createdBy.name} />,
              at: () => <Moment at={data.createdAt} />,
            })}
          </span>
        )}
        <span className="grow" />
        <button type="button" className="linkbtn" onClick={onClear}>
          {t("showAll")}
        </button>
      </div>
      {data && data.notFound.length > 0 && <NotFound ids={data.notFound} />}
    </section>
  );

  function describe({ kind, count, notFound }: ShownSelection): string {
    if (kind === "change") return t("ofChange", { count });
    return t("ofList", { found: count, total: count + notFound.length });
  }
}

/** More would only slow the page down; all are copied. */
const mostShown = 500;

function NotFound({ ids }: { ids: readonly string[] }) {
  const t = useTranslations("task.table");
  const copy = useCopy();
  return (
    <details className="small">
      <summary>{t("notFound", { count: ids.length })}</summary>
      <p className="mono any missing">
        <SafeText text={ids.slice(0, mostShown).join(" ")} />
        {ids.length > mostShown && " …"}
      </p>
      <button
        type="button"
        className="linkbtn"
        onClick={() => void copy(ids.join("\n"), t("notFoundCopied", { count: ids.length }))}
      >
        {t("copyNotFound")}
      </button>
    </details>
  );
}
