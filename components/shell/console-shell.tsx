"use client";

import { type ReactNode, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { mayAdminister } from "@/lib/client/may-administer";
import { rememberView } from "@/lib/client/view-cookie";
import type { Connection } from "@/lib/contracts/connections";
import type { CallerInfo } from "@/lib/contracts/session";
import { lastConnectionCookie, type Theme } from "@/lib/i18n/locales";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icons";
import { PageLink } from "../ui/page-link";
import { wakeLate } from "../ui/wake-late";
import { ConnectionSwitcher } from "./connection-switcher";
import { Logo } from "./logo";
import { SandboxStrip } from "./sandbox-strip";
import { SearchBox } from "./search-box";
import { SecondFactorBanner } from "./second-factor-banner";
import { SessionGate } from "./session-gate";
import { StepUpGate } from "./step-up-gate";
import { UserMenu } from "./user-menu";

// What nobody needs in the first moments.
const Shortcuts = wakeLate(async () => (await import("./shortcuts")).Shortcuts);
const LanguageSwitch = wakeLate(async () => (await import("./view-switches")).LanguageSwitch);
const ThemeSwitch = wakeLate(async () => (await import("./view-switches")).ThemeSwitch);

export interface ConsoleShellProps {
  caller: CallerInfo;
  connections: readonly Connection[];
  /** Null before there is any. */
  connection: Connection | null;
  /** Which part of the console the page is. */
  section: "tasks" | "files" | "settings" | "account";
  /** Shown as a strip above the page; null shows none. */
  secondFactorOffer: "offered" | "needed" | null;
  theme: Theme | null;
  /** The pill in the top bar; pages without data of the platform have none. */
  freshness?: ReactNode;
  children: ReactNode;
}

/** Navigation, top bar and the page between them. Below 900 px the navigation is a drawer. */
export function ConsoleShell(props: ConsoleShellProps) {
  const { caller, connections, connection, section, secondFactorOffer, theme, freshness, children } = props;
  const t = useTranslations("shell");
  const [drawer, openDrawer] = useState(false);
  const slug = connection?.slug ?? null;
  const home = slug === null ? "/" : `/c/${slug}/tasks`;
  // The legacy API takes no workbooks (sheet §13.4).
  const files = connection?.kind === "v5" ? `/c/${connection.slug}/files` : null;
  useEffect(() => {
    if (slug !== null) rememberView(lastConnectionCookie, slug);
  }, [slug]);
  return (
    <SessionGate>
      <div className="shell" data-nav={drawer ? "open" : "closed"}>
        <a className="skip" href="#content">
          {t("skip")}
        </a>
        <nav
          className="nav"
          id="nav"
          aria-label={t("mainNavigation")}
          onKeyDown={(event) => {
            if (event.key === "Escape") openDrawer(false);
          }}
        >
          <PageLink className="brand" href={home}>
            <Logo />
            <span className="word">Muster</span>
          </PageLink>
          {(connection || mayAdminister(caller)) && (
            <ConnectionSwitcher
              connections={connections}
              current={connection}
              inFiles={section === "files"}
            />
          )}
          <ul className="links">
            {slug !== null && (
              <NavLink href={home} icon="tasks" text={t("tasks")} current={section === "tasks"} />
            )}
            {files !== null && (
              <NavLink href={files} icon="file" text={t("files")} current={section === "files"} />
            )}
            <NavLink
              href="/settings"
              icon="gear"
              text={t("settings")}
              current={section === "settings" || section === "account"}
            />
          </ul>
          <div className="foot">
            <UserMenu caller={caller} connection={slug} />
          </div>
        </nav>
        <button
          type="button"
          className="navscrim"
          hidden={!drawer}
          aria-label={t("closeMenu")}
          onClick={() => openDrawer(false)}
        />
        <div className="main">
          <header className="topbar">
            <button
              type="button"
              className="btn ghost icon navtoggle"
              aria-label={t("openMenu")}
              aria-expanded={drawer}
              aria-controls="nav"
              onClick={() => openDrawer(!drawer)}
            >
              <Icon name="menu" />
            </button>
            {slug === null ? (
              <span className="grow" />
            ) : (
              <SearchBox connection={slug} name={connection?.name ?? slug} />
            )}
            <span className="wide-only">{freshness}</span>
            <span className="row tight">
              <Shortcuts home={home} files={files} />
              <LanguageSwitch />
              <ThemeSwitch theme={theme} />
            </span>
          </header>
          {connection?.sandbox && (
            <SandboxStrip connection={connection} connections={connections} caller={caller} />
          )}
          {secondFactorOffer && <SecondFactorBanner offer={secondFactorOffer} />}
          <main className="page" id="content" tabIndex={-1}>
            {freshness && <div className="narrow-only">{freshness}</div>}
            {children}
          </main>
        </div>
        <StepUpGate />
      </div>
    </SessionGate>
  );
}

function NavLink(props: { href: string; icon: IconName; text: string; current: boolean }) {
  const { href, icon, text, current } = props;
  return (
    <li>
      <PageLink href={href} aria-current={current ? "page" : undefined} title={text}>
        <Icon name={icon} />
        <span className="word">{text}</span>
      </PageLink>
    </li>
  );
}
