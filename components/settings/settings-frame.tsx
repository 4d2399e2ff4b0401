"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { PageLink } from "../ui/page-link";

const sections = ["connections", "advice", "account"] as const;
export type SettingsSection = (typeof sections)[number];

interface SettingsFrameProps {
  current: SettingsSection;
  /** Connections are shown to administrators of all of them only. */
  administers: boolean;
  children: ReactNode;
}

/** The heading of the settings and the way between their sections. */
export function SettingsFrame({ current, administers, children }: SettingsFrameProps) {
  const t = useTranslations("settings");
  const open = sections.filter((section) => section !== "connections" || administers);
  return (
    <>
      <div className="headrow">
        <h1>{t("title")}</h1>
      </div>
      <div className="settings">
        <nav aria-label={t("sections")}>
          <ul className="snav">
            {open.map((section) => (
              <li key={section}>
                <PageLink
                  href={`/settings/${section}`}
                  aria-current={section === current ? "page" : undefined}
                >
                  {t(`section.${section}`)}
                </PageLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className="stack">{children}</div>
      </div>
    </>
  );
}
