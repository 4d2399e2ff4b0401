"use client";

import { useTranslations } from "use-intl";
import type { Connection } from "@/lib/contracts/connections";
import { Icon } from "../ui/icon";
import { Menu, type MenuEntry } from "../ui/menu";
import { ConnectionTag, connectionPlace } from "./connection-tag";

interface ConnectionSwitcherProps {
  connections: readonly Connection[];
  current: Connection;
}

/** Switching keeps the section and drops the filters. */
export function ConnectionSwitcher({ connections, current }: ConnectionSwitcherProps) {
  const t = useTranslations("shell");
  const entries = connections.map(
    (connection): MenuEntry => ({
      kind: "item",
      key: connection.slug,
      text: (
        <span className="row tight">
          <span className="ell">{connection.name}</span> <ConnectionTag connection={connection} />
        </span>
      ),
      note: connectionPlace(connection),
      current: connection.slug === current.slug,
      href: `/c/${connection.slug}/tasks`,
    }),
  );
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
              <span className="ell">{current.name}</span> <ConnectionTag connection={current} />
            </b>
            <small className="ell">{connectionPlace(current)}</small>
          </span>
          <Icon name="updown" />
        </>
      }
    />
  );
}
