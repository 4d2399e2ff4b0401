"use client";

import { useTranslations } from "use-intl";

/** The same page without its moment: a page of its own, since another one is live. */
export function LiveLink() {
  const t = useTranslations("frozen");
  return (
    <a className="btn" href="?">
      {t("live")}
    </a>
  );
}
