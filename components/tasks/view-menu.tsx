"use client";

import { lazy, Suspense, useState } from "react";
import { useTranslations } from "use-intl";
import type { ListPlace } from "@/lib/client/task-list-queries";
import type { CountedView } from "@/lib/contracts/saved-views";
import { plainList, readViewQuery, type TaskListState, viewQueryOf } from "@/lib/domain/task-list-url";
import { Icon } from "../ui/icon";
import { Menu } from "../ui/menu";
import type { MenuEntry } from "../ui/menu-panel";
import type { ViewActs } from "./use-view-acts";

const ViewDialog = lazy(async () => ({ default: (await import("./view-dialog")).ViewDialog }));

interface ViewMenuProps {
  place: ListPlace;
  acts: ViewActs;
  state: TaskListState;
  /** The kept view that is shown as it is. */
  current: CountedView | null;
  /** The one that was opened and then changed. */
  edited: CountedView | null;
  onOpen: (state: TaskListState, opened: string | null) => void;
}

/** Keeps what the list shows, and renames, shares or deletes the view that is open. */
export function ViewMenu({ place, acts, state, current, edited, onOpen }: ViewMenuProps) {
  const t = useTranslations("tasks");
  const [dialog, openDialog] = useState<"new" | "rename" | null>(null);
  const query = viewQueryOf(state);
  return (
    <>
      <Menu
        label={t("views.menu")}
        worded
        buttonClass="btn ghost sm"
        place="right"
        button={
          <>
            <Icon name="pin" size="s" />
            <span className="wide-only">{t("views.save")}</span>
          </>
        }
        entries={[
          {
            kind: "item",
            key: "new",
            icon: "plus",
            text: t("views.saveAs"),
            onSelect: () => openDialog("new"),
          },
          ...(edited?.mayChange
            ? [
                item("replace", "check", t("views.replace", { name: edited.name }), () =>
                  acts.change(edited, { query }),
                ),
              ]
            : []),
          ...(current?.mayChange
            ? [
                { kind: "line", key: "line" } as const,
                item("rename", "filter", t("views.rename", { name: current.name }), () =>
                  openDialog("rename"),
                ),
                item(
                  "share",
                  "group",
                  t(current.shared ? "views.unshare" : "views.share", { name: current.name }),
                  () => acts.change(current, { shared: !current.shared }),
                ),
                item("delete", "trash", t("views.remove", { name: current.name }), () => {
                  acts.remove(current);
                  const { view } = readViewQuery(current.query).state;
                  onOpen({ ...plainList, view }, null);
                }),
              ]
            : []),
        ]}
      />
      {dialog && (
        <Suspense>
          <ViewDialog
            place={place}
            query={query}
            view={dialog === "rename" ? current : null}
            onSaved={(view) => onOpen(readViewQuery(view.query).state, view.id)}
            onClose={() => openDialog(null)}
          />
        </Suspense>
      )}
    </>
  );
}

function item(
  key: string,
  icon: Extract<MenuEntry, { kind: "item" }>["icon"],
  text: string,
  onSelect: () => void,
): MenuEntry {
  return { kind: "item", key, icon, text, onSelect };
}
