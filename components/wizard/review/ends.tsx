"use client";

import { useTranslations } from "use-intl";
import { DeviceId } from "../../ui/id-text";

interface EndsProps {
  first: readonly string[];
  last: readonly string[];
  /** How many devices there are in all; null where nobody has counted. */
  count: number | null;
}

/** The first and the last ids, and how many are between them. */
export function Ends({ first, last, count }: EndsProps) {
  const t = useTranslations("review");
  const between = count === null ? 0 : count - first.length - last.length;
  return (
    <ul className="ends" aria-label={t("ends")}>
      {first.map((id) => (
        <li key={`first ${id}`}>
          <DeviceId id={id} />
        </li>
      ))}
      {between > 0 && <li className="mute">{t("between", { count: between })}</li>}
      {last.map((id) => (
        <li key={`last ${id}`}>
          <DeviceId id={id} />
        </li>
      ))}
    </ul>
  );
}
