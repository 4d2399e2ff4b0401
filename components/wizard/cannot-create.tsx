"use client";

import { useTranslations } from "use-intl";
import type { CreateHindrance } from "@/lib/client/may-create";
import type { Connection } from "@/lib/contracts/connections";
import { Icon } from "../ui/icon";
import { PageLink } from "../ui/page-link";

interface CannotCreateProps {
  hindrance: CreateHindrance;
  connection: Connection;
}

/** Reading stays possible; this names what is missing for more. */
export function CannotCreate({ hindrance, connection }: CannotCreateProps) {
  const t = useTranslations("wizard");
  return (
    <section className="card mid">
      <Icon name="lock" size="l" />
      <h1>{t(`cannot.${hindrance}.title`)}</h1>
      <p>{t(`cannot.${hindrance}.text`, { connection: connection.name })}</p>
      <PageLink className="btn" href={`/c/${connection.slug}/tasks`}>
        {t("allTasks")}
      </PageLink>
    </section>
  );
}
