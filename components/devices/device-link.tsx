"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";
import { deviceAddress } from "@/lib/client/device-url";
import { Icon } from "../ui/icon";
import { PageLink } from "../ui/page-link";

/** The way to one device across all tasks. A frame has no page of devices: there it opens in a tab of its own. */
export function DeviceLink({ connection, deviceId }: { connection: string; deviceId: string }) {
  const t = useTranslations("task");
  const framed = usePathname().startsWith("/embed/");
  return (
    <PageLink
      href={deviceAddress(connection, deviceId)}
      {...(framed ? { target: "_blank", rel: "noopener" } : {})}
    >
      {t("findInTasks")} <Icon name={framed ? "external" : "arrowr"} size="xs" className="inline" />
    </PageLink>
  );
}
