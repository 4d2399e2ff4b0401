"use client";

import { useLocale, useTranslations } from "use-intl";
import { templateAddress } from "@/lib/client/draft-queries";
import { workbookTypes } from "@/lib/domain/workbook-columns";
import { Icon } from "../ui/icon";
import { Menu } from "../ui/menu";
import { typeIcons } from "../ui/type-icons";
import { useWords } from "../ui/use-words";

/** An empty workbook for each type that takes one: its name, its drawing, where it is fetched from. */
function useTemplates() {
  const word = useWords("type");
  const locale = useLocale();
  return workbookTypes.map((type) => ({
    key: type,
    text: word(type) ?? type,
    icon: typeIcons[type],
    href: templateAddress(type, locale),
  }));
}

export function TemplateMenu() {
  const t = useTranslations("files");
  const templates = useTemplates();
  return (
    <Menu
      worded
      label={t("templates.label")}
      buttonClass="btn"
      place="right"
      button={
        <>
          <Icon name="download" />
          {t("templates.title")}
          <Icon name="down" size="xs" />
        </>
      }
      entries={templates.map((template) => ({ kind: "item", ...template, download: true }))}
    />
  );
}

/** The same as a list, where there is room and nothing else to see. */
export function TemplateLinks() {
  const templates = useTemplates();
  return (
    <ul className="templates">
      {templates.map(({ key, text, href }) => (
        <li key={key}>
          <a className="btn sm" href={href} download>
            <Icon name="download" size="s" />
            {text}
          </a>
        </li>
      ))}
    </ul>
  );
}
