"use client";

import { useTranslations } from "use-intl";
import { Icon } from "../ui/icon";
import { PageLink } from "../ui/page-link";

/** Why there are no files to show: the legacy API knows none, and nothing is asked of an archived connection. */
export function NoFiles({ reason, connection }: { reason: "legacy" | "archived"; connection: string }) {
  const t = useTranslations("files");
  return (
    <section className="card mid">
      <Icon name={reason === "legacy" ? "file" : "lock"} size="l" />
      <h1>{t(`none.${reason}.title`)}</h1>
      <p>{t(`none.${reason}.text`)}</p>
      <PageLink className="btn" href={`/c/${connection}/tasks`}>
        {t("allTasks")}
      </PageLink>
    </section>
  );
}
