"use client";

import { useTranslations } from "use-intl";
import type { Connection } from "@/lib/contracts/connections";
import { Icon } from "../ui/icon";
import { Menu } from "../ui/menu";
import type { MenuEntry } from "../ui/menu-panel";
import { ConnectionTag, connectionPlace } from "./connection-tag";

interface ConnectionSwitcherProps {
  connections: readonly Connection[];
  /** Null before there is any. */
  current: Connection | null;
  /** The page is the files of the current one. */
  inFiles: boolean;
}

/** Switching keeps the section and drops the filters. */
export function ConnectionSwitcher({ connections, current, inFiles }: ConnectionSwitcherProps) {
  const t = useTranslations("shell");
  const add: MenuEntry = {
    ...{ kind: "item", key: "add", icon: "plus" },
    ...{ text: t("connectOwn"), href: "/settings/connections/new" },
  };
  const known = connections.map(
    (connection): MenuEntry => ({
      kind: "item",
      key: connection.slug,
      text: (
        <span className="row tight">
          <span className="ell">{connection.name}</span> <ConnectionTag connection={connection} />
        </span>
      ),
      note: connectionPlace(connection),
      current: connection.slug === current?.slug,
      href: `/c/${connection.slug}/${inFiles && connection.kind === "v5" ? "files" : "tasks"}`,
    }),
  );
  const entries = known.length > 0 ? known : [add];
  return (
    <Menu
      worded
      label={t("connection")}
      buttonClass="conn"
      wrapClass="wide"
      entries={entries}
      button={
        <>
          <span className="stripe" />
          <span className="word ell">
            <b className="row tight">
              <span className="ell">{current?.name ?? t("noConnection")}</span>{" "}
              {current && <ConnectionTag connection={current} />}
            </b>
            <small className="ell">{current ? connectionPlace(current) : t("addToBegin")}</small>
          </span>
          <Icon name="updown" />
        </>
      }
    />
  );
}
