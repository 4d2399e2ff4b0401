"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { openCreatesOptions } from "@/lib/client/operation-queries";
import type { Operation } from "@/lib/contracts/operations";
import { Moment } from "../time/moment";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icons";
import { PageLink } from "../ui/page-link";
import { SafeText } from "../ui/safe-text";
import { useWords } from "../ui/use-words";
import { TakeBackButton } from "./take-back-button";
import { useSecondsLeft } from "./use-seconds-left";

const icons: Partial<Record<Operation["state"], IconName>> = {
  approval: "user",
  held: "history",
  queued: "waiting",
  running: "running",
  unknown: "warn",
  failed: "fail",
};

/** Tasks that exist only in Muster, above those of the platform (ui.md §3). */
export function OpenCreates({ connection, personId }: { connection: string; personId: string }) {
  const t = useTranslations("operation");
  const { data = [] } = useQuery(openCreatesOptions(connection, personId));
  if (data.length === 0) return null;
  return (
    <ul className="opencreates" aria-label={t("openCreates")}>
      {data.map((operation) => (
        <OpenCreate key={operation.id} connection={connection} operation={operation} />
      ))}
    </ul>
  );
}

function OpenCreate({ connection, operation }: { connection: string; operation: Operation }) {
  const t = useTranslations("operation");
  const type = useWords("type");
  const { id, state, create, createdBy, createdAt } = operation;
  return (
    <li>
      <span className="st own">
        <Icon name={icons[state] ?? "init"} />
        {state === "held" ? <HeldFor leftMs={operation.sendsInMs ?? 0} /> : t(`state.${state}`)}
      </span>
      <PageLink href={`/c/${connection}/operations/${id}`}>
        <SafeText text={create?.name ?? id} />
      </PageLink>
      <span className="mute small">
        {create && <>{type(create.type) ?? <SafeText text={create.type} />} · </>}
        <SafeText text={createdBy.name} /> · <Moment at={createdAt} />
      </span>
      {operation.mayTakeBack && (
        <TakeBackButton connection={connection} operation={operation} className="sm" />
      )}
    </li>
  );
}

function HeldFor({ leftMs }: { leftMs: number }) {
  const t = useTranslations("operation");
  const seconds = useSecondsLeft(leftMs);
  return <>{seconds > 0 ? t("heldSendsIn", { seconds }) : t("sendsNow")}</>;
}
