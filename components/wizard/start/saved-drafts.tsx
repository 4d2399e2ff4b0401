"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { type ApiError, asApiError } from "@/lib/client/api-error";
import { copyDraftNow, deleteDraftNow, draftKeys, draftListOptions } from "@/lib/client/draft-queries";
import type { DraftKind, DraftSummary } from "@/lib/contracts/drafts";
import { Moment } from "../../time/moment";
import { Icon } from "../../ui/icon";
import { PageLink } from "../../ui/page-link";
import { ProblemCard } from "../../ui/problem-details";
import { SafeText } from "../../ui/safe-text";
import { typeIcons } from "../../ui/type-icons";
import { useWords } from "../../ui/use-words";

interface SavedDraftsProps {
  connection: string;
  onOpen: (draftId: string, step: string) => void;
}

/** What a new task can begin with: a draft left lying, or a template. Nothing is shown where there is neither. */
export function SavedDrafts({ connection, onOpen }: SavedDraftsProps) {
  return (
    <>
      <DraftCard connection={connection} kind="draft" onOpen={onOpen} />
      <DraftCard connection={connection} kind="template" onOpen={onOpen} />
    </>
  );
}

const firstShown = 3;

function DraftCard({ connection, kind, onOpen }: SavedDraftsProps & { kind: DraftKind }) {
  const t = useTranslations("wizard");
  const queryClient = useQueryClient();
  const { data } = useQuery(draftListOptions(connection, kind));
  const [all, showAll] = useState(false);
  const [fault, setFault] = useState<ApiError | null>(null);
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  const attempt = (act: () => Promise<unknown>) => {
    setFault(null);
    act()
      .catch((error: unknown) => setFault(asApiError(error)))
      .finally(() => void queryClient.invalidateQueries({ queryKey: draftKeys.list(connection, kind) }));
  };
  const open = (item: DraftSummary) => {
    if (kind === "draft") return onOpen(item.id, item.step);
    attempt(async () => {
      const copy = await copyDraftNow(connection, { from: { draftId: item.id } });
      onOpen(copy.id, copy.step);
    });
  };
  const shown = all ? items : items.slice(0, firstShown);
  return (
    <section className="card" aria-labelledby={`saved-${kind}`}>
      <header>
        <h2 id={`saved-${kind}`}>{t(`saved.${kind}`)}</h2>
      </header>
      <ul className="saved">
        {shown.map((item) => (
          <SavedRow
            key={item.id}
            connection={connection}
            item={item}
            onOpen={() => open(item)}
            onDelete={() => attempt(() => deleteDraftNow(connection, item.id))}
          />
        ))}
      </ul>
      {items.length > shown.length && (
        <button type="button" className="linkbtn morecauses" onClick={() => showAll(true)}>
          {t("saved.more", { count: items.length - shown.length })}
        </button>
      )}
      {fault && <ProblemCard title={t("saved.failed")} error={fault} />}
    </section>
  );
}

interface SavedRowProps {
  connection: string;
  item: DraftSummary;
  onOpen: () => void;
  onDelete: () => void;
}

function SavedRow({ connection, item, onOpen, onDelete }: SavedRowProps) {
  const t = useTranslations("wizard");
  const word = useWords("type");
  const [asking, ask] = useState(false);
  const type = item.type === null ? t("saved.noType") : (word(item.type) ?? item.type);
  return (
    <li className="row wrap">
      <Icon name={typeIcons[item.type ?? ""] ?? "init"} />
      <span className="grow">
        <PageLink
          href={`/c/${connection}/tasks/new?draft=${item.id}&step=${item.step}`}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            onOpen();
          }}
        >
          <SafeText text={item.name || t("saved.unnamed")} />
        </PageLink>
        <span className="sub">
          {type}
          {item.targetCount > 0 && t("saved.targets", { count: item.targetCount })}
          {t("saved.by", { name: item.owner.name })} <Moment at={item.updatedAt} />
        </span>
      </span>
      {item.mine &&
        (asking ? (
          <>
            <button type="button" className="btn sm danger" onClick={onDelete}>
              {t("saved.reallyDelete", { name: item.name })}
            </button>
            <button type="button" className="btn sm" onClick={() => ask(false)}>
              {t("saved.keep")}
            </button>
          </>
        ) : (
          <button
            type="button"
            className="btn sm ghost"
            aria-label={t("saved.deleteOf", { name: item.name })}
            onClick={() => ask(true)}
          >
            <Icon name="trash" size="s" />
          </button>
        ))}
    </li>
  );
}
