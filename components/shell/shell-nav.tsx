"use client";

import { useTranslations } from "use-intl";
import { mayAdminister } from "@/lib/client/may-administer";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icons";
import { PageLink } from "../ui/page-link";
import { ConnectionSwitcher } from "./connection-switcher";
import { Logo } from "./logo";
import type { ConsoleShellProps } from "./shell-props";
import { UserMenu } from "./user-menu";

interface ShellNavProps extends Pick<ConsoleShellProps, "caller" | "connections" | "connection" | "section"> {
  home: string;
  /** Null where there are none. */
  files: string | null;
  /** Closes the drawer, where it is one. */
  onLeave: () => void;
}

/** Where one can go: the connections, the parts of the console, the own account. */
export function ShellNav(props: ShellNavProps) {
  const { caller, connections, connection, section, home, files, onLeave } = props;
  const t = useTranslations("shell");
  return (
    <nav
      className="nav"
      id="nav"
      aria-label={t("mainNavigation")}
      onKeyDown={(event) => {
        if (event.key === "Escape") onLeave();
      }}
    >
      <PageLink className="brand" href={home}>
        <Logo />
        <span className="word">Muster</span>
      </PageLink>
      {(connection || mayAdminister(caller)) && (
        <ConnectionSwitcher connections={connections} current={connection} inFiles={section === "files"} />
      )}
      <ul className="links">
        {connection && <NavLink href={home} icon="tasks" text={t("tasks")} current={section === "tasks"} />}
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
        <UserMenu caller={caller} connection={connection?.slug ?? null} />
      </div>
    </nav>
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
