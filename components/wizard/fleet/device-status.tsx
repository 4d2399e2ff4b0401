"use client";

import { useTranslations } from "use-intl";
import { Icon } from "../../ui/icon";
import type { IconName } from "../../ui/icons";
import { SafeText } from "../../ui/safe-text";
import type { Tone } from "../../ui/status-looks";

/** Shape and colour of what the platform says of a device (sheet §11.3). */
const looks = {
  ONLINE: { tone: "success", icon: "success" },
  OFFLINE: { tone: "stopped", icon: "minus" },
  ABNORMAL: { tone: "fail", icon: "warn" },
  INACTIVE: { tone: "waiting", icon: "init" },
  FROZEN: { tone: "removed", icon: "snow" },
} as const satisfies Record<string, { tone: Tone; icon: IconName }>;

const isKnown = (status: string): status is keyof typeof looks => Object.hasOwn(looks, status);

/** A word nobody knows is shown as it came; nothing where the platform told none. */
export function DeviceStatus({ status }: { status: string | null }) {
  const t = useTranslations("fleet");
  if (status === null) return null;
  if (!isKnown(status)) {
    return (
      <span className="st own">
        <SafeText text={status} />
      </span>
    );
  }
  const { tone, icon } = looks[status];
  return (
    <span className={`st bare s-${tone}`}>
      <Icon name={icon} />
      {t(`deviceStatus.${status}`)}
    </span>
  );
}
