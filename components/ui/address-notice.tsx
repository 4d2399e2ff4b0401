"use client";

import { useTranslations } from "use-intl";
import { Banner } from "./banner";

/** One line for parts of the address that were not understood. */
export function AddressNotice({ rejected }: { rejected: readonly string[] }) {
  const t = useTranslations("common");
  if (rejected.length === 0) return null;
  return (
    <Banner
      tone="waiting"
      icon="warn"
      className="line"
      role="status"
      title={t("badAddress", { count: rejected.length, names: rejected.join(", ") })}
    />
  );
}
