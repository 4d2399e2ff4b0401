"use client";

import { useTranslations } from "use-intl";
import type { Connection } from "@/lib/contracts/connections";
import { readdressed } from "@/lib/domain/secret-addressee";
import { Banner } from "../ui/banner";
import { addresseeOf, type ConnectionDraft } from "./connection-draft";

/** What makes it another connection, whose tasks are not those read so far. */
const identity = new Set(["endpoint", "projectId", "appId"]);

/** What saving would do to the stored secrets, and to the tasks read so far; null while that cannot be told. */
export function findConsequences(saved: Connection | null, draft: ConnectionDraft) {
  const given = saved && addresseeOf(draft);
  if (!saved || !given) return { forgets: false, moves: false };
  const facts = readdressed(saved, given);
  return { forgets: saved.secretSet && facts.length > 0, moves: facts.some((fact) => identity.has(fact)) };
}

/** Says before it is saved that a secret will not be sent to another place than it was given for. */
export function ForgetsBanner({ saved, draft }: { saved: Connection | null; draft: ConnectionDraft }) {
  const t = useTranslations("settings");
  const { forgets, moves } = findConsequences(saved, draft);
  if (!forgets && !moves) return null;
  return (
    <Banner
      tone="retry"
      icon="warn"
      role="status"
      title={t(forgets ? "forgets.title" : "forgets.movesTitle")}
    >
      {forgets && <p>{t("forgets.text")}</p>}
      {moves && <p>{t("forgets.movesText")}</p>}
    </Banner>
  );
}
