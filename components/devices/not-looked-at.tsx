"use client";

import { useTranslations } from "use-intl";
import { Banner } from "../ui/banner";
import { PageLink } from "../ui/page-link";

/** What the rows below cannot tell: tasks that may have had the device, too. */
export function NotLookedAt(props: { connection: string; unread: number; dropped: number }) {
  const { connection, unread, dropped } = props;
  const t = useTranslations("device");
  if (unread + dropped === 0) return null;
  return (
    <Banner tone="waiting" icon="partial" title={t("notLookedAt", { count: unread + dropped })}>
      <p>
        {[unread > 0 && t("unread", { count: unread }), dropped > 0 && t("dropped", { count: dropped })]
          .filter(Boolean)
          .join(" ")}{" "}
        <PageLink href={`/c/${connection}/tasks`}>{t("allTasks")}</PageLink>
      </p>
    </Banner>
  );
}
