"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import type { Connection } from "@/lib/contracts/connections";
import { ActionButton } from "../ui/action-button";
import { PageLink } from "../ui/page-link";
import { ProblemCard } from "../ui/problem-details";
import { showToast } from "../ui/toast";
import { ConflictBanner } from "./conflict-banner";
import { PlaceFields } from "./connection-fields";
import { ForgetsBanner, findConsequences } from "./forgets-banner";
import { FormTest } from "./form-test";
import { judgeTest } from "./judge-test";
import { MoreFields } from "./more-fields";
import { ProblemSummary } from "./problem-summary";
import { SecretFields } from "./secret-fields";
import { type ConnectionFormControls, useConnectionForm } from "./use-connection-form";

interface ConnectionFormProps {
  /** The connection to change; null adds one. */
  saved: Connection | null;
  taken: readonly string[];
  /** There is no real connection yet: saving leads to its tasks. */
  first?: boolean;
}

/** Adds or changes a connection. Secrets are written, never read back. */
export function ConnectionForm({ saved, taken, first = false }: ConnectionFormProps) {
  const t = useTranslations("settings");
  const router = useRouter();
  const summary = useRef<HTMLDivElement>(null);
  const form = useConnectionForm({
    saved,
    taken,
    onSaved: ({ slug, name }) => {
      showToast({ text: t("saved", { name }), icon: "check", tone: "success" });
      router.push(first ? `/c/${slug}/tasks` : "/settings/connections");
    },
    onProblems: () => summary.current?.focus(),
  });
  const { draft, change, problems, seen, latest, fault } = form;
  const props = { draft, change, problems };
  const keeps = seen?.secretSet === true && !findConsequences(seen, draft).forgets;
  return (
    <form
      className="card connform"
      method="post"
      aria-labelledby="form-title"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
    >
      <header>
        <h2 id="form-title">{seen ? t("changeTitle", { name: seen.name }) : t("addTitle")}</h2>
        {seen && <span className="mono mute">{seen.slug}</span>}
      </header>
      <div className="pad stack">
        {problems.length > 0 && <ProblemSummary problems={problems} ref={summary} />}
        {seen && latest && (
          <ConflictBanner seen={seen} latest={latest} onKeep={form.keepMine} onLoad={form.loadTheirs} />
        )}
        <PlaceFields {...props} saved={seen} />
        <ForgetsBanner saved={seen} draft={draft} />
        <SecretFields {...props} saved={seen} keeps={keeps} />
        <MoreFields {...props} />
        <FormTest form={form} first={first} />
        {fault && <ProblemCard title={t("notSaved")} error={fault} />}
      </div>
      <FormFoot form={form} first={first} />
    </form>
  );
}

function FormFoot({ form, first }: { form: ConnectionFormControls; first: boolean }) {
  const t = useTranslations("settings");
  const { tested, draft, busy } = form;
  const isPartly = tested !== null && tested.isCurrent && judgeTest(tested.result.items) === "partly";
  return (
    <footer className="wfoot">
      <span className="hint grow">{t("secretsHint")}</span>
      {!first && (
        <PageLink className="btn ghost" href="/settings/connections">
          {t("cancel")}
        </PageLink>
      )}
      {isPartly && !draft.readOnly && (
        <ActionButton busy={busy === "save"} onPress={() => void form.save({ readOnly: true })}>
          {t("saveReadOnly")}
        </ActionButton>
      )}
      <button
        type="submit"
        className="btn primary"
        aria-busy={busy === "save"}
        aria-disabled={busy === "save"}
      >
        {t(busy === "save" ? "saving" : first ? "saveAndOpen" : "save")}
      </button>
    </footer>
  );
}
