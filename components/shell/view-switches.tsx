"use client";

import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { useRefresh } from "@/lib/client/use-refresh";
import { rememberView } from "@/lib/client/view-cookie";
import { type Locale, localeCookie, type Theme, themeCookie } from "@/lib/i18n/locales";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icons";
import { Menu } from "../ui/menu";

const languages: readonly { locale: Locale; name: string; short: string }[] = [
  { locale: "en", name: "English", short: "EN" },
  { locale: "zh-CN", name: "简体中文", short: "中文" },
];

/** The page is made again in the other language; what was typed and ticked stays. */
export function useSwitchLanguage(): (locale: Locale) => void {
  const refresh = useRefresh();
  return (locale) => {
    rememberView(localeCookie, locale);
    document.documentElement.lang = locale;
    refresh();
  };
}

export function LanguageSwitch() {
  const t = useTranslations("shell");
  const current = useLocale();
  const switchTo = useSwitchLanguage();
  return (
    <Menu
      worded
      label={t("language")}
      buttonClass="btn ghost"
      place="right"
      button={
        <>
          <Icon name="globe" />
          {languages.find((language) => language.locale === current)?.short}
        </>
      }
      entries={languages.map(({ locale, name }) => ({
        kind: "item",
        key: locale,
        text: <span lang={locale}>{name}</span>,
        current: locale === current,
        onSelect: () => switchTo(locale),
      }))}
    />
  );
}

type ThemeChoice = Theme | "system";
const themeIcons: Record<ThemeChoice, IconName> = { system: "auto", light: "sun", dark: "moon" };

export function ThemeSwitch({ theme }: { theme: Theme | null }) {
  const t = useTranslations("shell");
  const [chosen, setChosen] = useState<ThemeChoice>(theme ?? "system");
  const switchTo = (choice: ThemeChoice) => {
    setChosen(choice);
    rememberView(themeCookie, choice === "system" ? null : choice);
    if (choice === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = choice;
  };
  return (
    <Menu
      label={t("theme")}
      buttonClass="btn ghost icon"
      place="right"
      button={<Icon name={themeIcons[chosen]} />}
      entries={(["system", "light", "dark"] as const).map((choice) => ({
        kind: "item",
        key: choice,
        icon: themeIcons[choice],
        text: t(`themes.${choice}`),
        current: choice === chosen,
        onSelect: () => switchTo(choice),
      }))}
    />
  );
}
