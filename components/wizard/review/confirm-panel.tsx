"use client";

import { useTranslations } from "use-intl";
import type { Connection } from "@/lib/contracts/connections";
import type { CreateTask } from "@/lib/contracts/create-task";
import { ConnectionTag, connectionPlace } from "../shell/connection-tag";
import { ActionButton } from "../ui/action-button";
import { SafeText } from "../ui/safe-text";
import type { SubmitControls } from "./use-submit";

interface ConfirmPanelProps {
  connection: Connection;
  task: CreateTask;
  submit: SubmitControls;
  onBack: () => void;
}

/** The last look and the button that sends; it names the verb and the count. */
export function ConfirmPanel({ connection, task, submit, onBack }: ConfirmPanelProps) {
  const t = useTranslations("wizard");
  const count = task.targets.kind === "list" ? task.targets.ids.length : 0;
  return (
    <section className="card danger" aria-labelledby="confirm-title">
      <header>
        <h2 id="confirm-title">{t("confirmTitle")}</h2>
      </header>
      <div className="pad stack">
        <dl className="kv">
          <dt>{t("connection")}</dt>
          <dd className="row tight">
            <SafeText text={connection.name} /> <ConnectionTag connection={connection} />
          </dd>
          <dt>{t("region")}</dt>
          <dd>{connectionPlace(connection)}</dd>
          <dt>{t("name")}</dt>
          <dd>{task.name}</dd>
        </dl>
        <div className="grid gap-2">
          <ActionButton
            icon="arrowr"
            className="primary wide"
            busy={submit.busy}
            onPress={() => submit.send(task)}
          >
            {submit.busy ? t("sending") : t("upgrade", { count })}
          </ActionButton>
          <ActionButton className="wide" onPress={onBack}>
            {t("backToPolicy")}
          </ActionButton>
        </div>
        <p className="mute small">{t("sentOnce")}</p>
      </div>
    </section>
  );
}
