"use client";

import { useTranslations } from "use-intl";
import { Icon } from "../ui/icon";
import { TemplateLinks } from "./template-menu";

/** Nothing on the platform and nothing here: what to begin with. */
export function FilesEmpty() {
  const t = useTranslations("files");
  return (
    <div className="mid">
      <Icon name="table" size="l" />
      <h2>{t("emptyTitle")}</h2>
      <p>{t("emptyText")}</p>
      <TemplateLinks />
    </div>
  );
}
