"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import { deviceAddress } from "@/lib/client/device-url";
import { Icon } from "../ui/icon";

interface DeviceLinkProps {
  connection: string;
  deviceId: string;
  /** A frame has no page of devices: it opens in a tab of its own. */
  embedded: boolean;
}

/** The way to one device across all tasks. Needs the words of `device`. */
export function DeviceLink({ connection, deviceId, embedded }: DeviceLinkProps) {
  const t = useTranslations("device");
  return (
    <Link
      href={deviceAddress(connection, deviceId)}
      prefetch={false}
      className="row tight"
      {...(embedded ? { target: "_blank", rel: "noopener" } : {})}
    >
      {t("findInTasks")}
      <Icon name={embedded ? "external" : "arrowr"} size="xs" />
    </Link>
  );
}
