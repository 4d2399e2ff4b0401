"use client";

import { useTranslations } from "use-intl";
import { CopyButton } from "../ui/copy-button";
import { Icon } from "../ui/icon";
import { PageLink } from "../ui/page-link";
import { SafeText } from "../ui/safe-text";

/** Which device it is; its whole id is the title. */
export function DeviceHeader({ connection, deviceId }: { connection: string; deviceId: string }) {
  const t = useTranslations("device");
  const tasks = `/c/${connection}/tasks`;
  return (
    <header className="thead devhead">
      <nav className="crumbs" aria-label={t("breadcrumb")}>
        <PageLink href={tasks}>{t("tasks")}</PageLink>
        <Icon name="right" size="xs" />
        <span aria-current="page" className="ell">
          {t("device")}
        </span>
      </nav>
      <div className="trow">
        <div className="ttl">
          <h1 className="mono any">
            <SafeText text={deviceId} />
          </h1>
          <CopyButton text={deviceId} label={t("copyId")} />
        </div>
        <div className="acts">
          <PageLink
            className="btn"
            href={`${tasks}?${new URLSearchParams({ target: deviceId.slice(0, 128) })}`}
          >
            <Icon name="filter" />
            {t("inList")}
          </PageLink>
        </div>
      </div>
      <p className="mute">{t("about")}</p>
    </header>
  );
}
