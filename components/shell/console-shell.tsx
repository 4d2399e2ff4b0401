"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { rememberView } from "@/lib/client/view-cookie";
import { lastConnectionCookie } from "@/lib/i18n/locales";
import { Icon } from "../ui/icon";
import { useAtHand, wakeLate } from "../ui/wake-late";
import { SessionGate } from "./session-gate";
import type { ConsoleShellProps } from "./shell-props";

// What nobody needs in the first moments.
const ShellNav = wakeLate(async () => (await import("./shell-nav")).ShellNav);
const SearchBox = wakeLate(async () => (await import("./search-box")).SearchBox);
const ShellTools = wakeLate(async () => (await import("./shell-tools")).ShellTools);
const ShellStrips = wakeLate(async () => (await import("./shell-strips")).ShellStrips);
const StepUpGate = wakeLate(async () => (await import("./step-up-gate")).StepUpGate);

/** Navigation, top bar and the page between them. Below 900 px the navigation is a drawer. */
export function ConsoleShell(props: ConsoleShellProps) {
  const { caller, connections, connection, section, secondFactorOffer, theme, freshness, children } = props;
  const t = useTranslations("shell");
  const [drawer, openDrawer] = useState(false);
  useAtHand(ShellNav, SearchBox, ShellTools, ShellStrips);
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
        <ShellNav
          {...{ caller, connections, connection, section, home, files }}
          onLeave={() => openDrawer(false)}
        />
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
            <ShellTools home={home} files={files} theme={theme} />
          </header>
          <ShellStrips {...{ caller, connections, connection, secondFactorOffer }} />
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
