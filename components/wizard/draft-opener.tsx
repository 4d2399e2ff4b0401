"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { changeAddress, useQueryText } from "@/lib/client/address";
import { type ApiError, asApiError } from "@/lib/client/api-error";
import { copyDraftNow, showDraftNow } from "@/lib/client/draft-queries";
import { makeRandomKey } from "@/lib/client/random-key";
import type { Connection } from "@/lib/contracts/connections";
import type { Draft } from "@/lib/contracts/drafts";
import { ProblemCard } from "../ui/problem-details";
import { emptyDraft, isWizardStep } from "./draft";
import { openDraft } from "./draft-content";
import { SentDraft } from "./sent-draft";
import type { OpenedDraft } from "./use-draft";
import { Wizard } from "./wizard";

const toOpened = (draft: Draft): OpenedDraft => ({
  id: draft.id,
  version: draft.version,
  draft: openDraft(draft),
});
const makeNew = (): OpenedDraft => ({ id: makeRandomKey(), version: 0, draft: emptyDraft });

/**
 * `?draft=` resumes, `?from=` begins from a task, neither begins anew. The address names the draft as soon as there is
 * something to come back to, so that a reload or another machine finds it.
 */
export function DraftOpener({ connection }: { connection: Connection }) {
  const t = useTranslations("wizard");
  const search = new URLSearchParams(useQueryText());
  const [opened, setOpened] = useState<OpenedDraft | null>(null);
  const [sent, setSent] = useState<Draft | null>(null);
  const [fault, setFault] = useState<ApiError | null>(null);
  const asked = useRef<string | null>(null);
  const id = search.get("draft");
  const from = search.get("from");
  const wanted = search.get("step");
  const { slug } = connection;

  useEffect(() => {
    const what = id ? `draft ${id}` : from ? `from ${from}` : "new";
    if (asked.current === what || (id !== null && id === opened?.id)) return;
    asked.current = what;
    setFault(null);
    const open = async () => {
      if (id) return showDraftNow(slug, id);
      if (!from) return null;
      const copy = await copyDraftNow(slug, { from: { taskId: from } });
      changeAddress(`?draft=${copy.id}&step=review`, "replace");
      return copy;
    };
    open().then(
      (draft) => {
        if (draft) asked.current = `draft ${draft.id}`;
        setSent(draft?.sent ? draft : null);
        setOpened(draft ? toOpened(draft) : makeNew());
      },
      (error: unknown) => {
        asked.current = null;
        setFault(asApiError(error));
      },
    );
  }, [id, from, slug, opened?.id]);

  if (fault) {
    return (
      <section className="card">
        <h1 className="sr">{t("title")}</h1>
        <ProblemCard title={t(from ? "cannotClone" : "cannotOpenDraft")} error={fault}>
          <a className="btn sm" href={`/c/${slug}/tasks/new`}>
            {t("startAnew")}
          </a>
        </ProblemCard>
      </section>
    );
  }
  if (opened === null || (id !== null && id !== opened.id)) {
    return (
      <section className="card" aria-busy="true">
        <h1 className="sr">{t("title")}</h1>
        <p className="mid" role="status">
          {t(from ? "cloning" : "openingDraft")}
        </p>
      </section>
    );
  }
  if (sent) return <SentDraft connection={slug} draft={sent} />;
  return (
    <Wizard
      key={opened.id}
      connection={connection}
      opened={opened}
      wanted={isWizardStep(wanted) ? wanted : "type"}
    />
  );
}
