"use client";

import { useTranslations } from "use-intl";
import type { Device } from "@/lib/contracts/fleet-pickers";
import { DeviceId } from "../../ui/id-text";
import { SafeText } from "../../ui/safe-text";
import { DeviceStatus } from "./device-status";

interface DeviceRowsProps {
  rows: readonly Device[];
  /** How many there are in all; null where the platform does not tell. */
  total: number | null;
  waiting: boolean;
  searched: boolean;
  /** There is nothing behind these. */
  ended: boolean;
  chosen: ReadonlySet<string>;
  onChange: (ids: readonly string[], on: boolean) => void;
}

/** Devices with a checkbox each, and one for all that are shown. */
export function DeviceRows({ rows, total, waiting, searched, ended, chosen, onChange }: DeviceRowsProps) {
  const t = useTranslations("fleet");
  if (waiting) return <p role="status">{t("readingDevices")}</p>;
  if (rows.length === 0) {
    return <p role="status">{t(ended ? (searched ? "noDeviceMatches" : "noDevices") : "notFoundYet")}</p>;
  }
  const ids = rows.map(({ deviceId }) => deviceId);
  const isAll = ids.every((id) => chosen.has(id));
  return (
    <>
      <label className="cbx">
        <input
          type="checkbox"
          className="chk"
          checked={isAll}
          ref={(box) => {
            if (box) box.indeterminate = !isAll && ids.some((id) => chosen.has(id));
          }}
          onChange={(event) => onChange(ids, event.target.checked)}
        />
        <span className="soft" role="status">
          {total === null
            ? t("allShown", { count: rows.length })
            : t("allShownOf", { count: rows.length, total })}
        </span>
      </label>
      <ul className="devrows" aria-label={t("pickDevices")}>
        {rows.map((row) => (
          <li key={row.deviceId}>
            <label className="cbx">
              <input
                type="checkbox"
                className="chk"
                checked={chosen.has(row.deviceId)}
                onChange={(event) => onChange([row.deviceId], event.target.checked)}
              />
              <span className="who">
                <DeviceId id={row.deviceId} />
                {row.name && (
                  <span className="sub ell">
                    <SafeText text={row.name} />
                  </span>
                )}
              </span>
              <span className="soft ell">{row.productName && <SafeText text={row.productName} />}</span>
              <DeviceStatus status={row.status} />
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}
