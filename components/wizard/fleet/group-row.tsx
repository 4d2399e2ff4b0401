"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { groupSampleOptions } from "@/lib/client/fleet-queries";
import type { DeviceGroup, GroupMemberList } from "@/lib/contracts/fleet-pickers";
import type { GroupNode } from "@/lib/domain/group-tree";
import { Icon } from "../../ui/icon";
import { DeviceId } from "../../ui/id-text";
import { SafeText } from "../../ui/safe-text";
import { useInView } from "./use-in-view";

interface GroupRowProps {
  node: GroupNode;
  place: { connection: string; chosenIds: ReadonlySet<string>; isFull: boolean; isSearch: boolean };
  onToggle: (group: DeviceGroup, on: boolean) => void;
}

/** One group with those below it. It is counted when it comes into sight; open, it shows its first devices. */
export function GroupRow({ node, place, onToggle }: GroupRowProps) {
  const t = useTranslations("fleet");
  const { group, children } = node;
  const row = useRef<HTMLDivElement>(null);
  const inside = useId();
  const [asked, ask] = useState<boolean | null>(null);
  const isOpen = asked ?? (place.isSearch && children.length > 0);
  const sample = useQuery({
    ...groupSampleOptions(place.connection, group.groupId),
    enabled: useInView(row),
    retry: false,
  });
  const isChosen = place.chosenIds.has(group.groupId);
  const kind = group.type === "DYNAMIC" ? "dynamic" : group.type === "STATIC" ? "static" : null;
  return (
    <li>
      <div className="grow-row" ref={row}>
        <button
          type="button"
          className="iconbtn"
          aria-expanded={isOpen}
          aria-controls={inside}
          aria-label={t("openGroup", { name: group.name })}
          onClick={() => ask(!isOpen)}
        >
          <Icon name={isOpen ? "down" : "right"} size="s" />
        </button>
        <label className="cbx">
          <input
            type="checkbox"
            className="chk"
            checked={isChosen}
            disabled={place.isFull && !isChosen}
            onChange={(event) => onToggle(group, event.target.checked)}
          />
          <span className="ell">
            <SafeText text={group.name} />
          </span>
        </label>
        {kind && <span className="tag">{t(kind)}</span>}
        <span className="soft n">
          {sample.isError
            ? t("notCounted")
            : sample.data
              ? t("devices", { count: sample.data.total })
              : t("counting")}
        </span>
      </div>
      <div id={inside} hidden={!isOpen}>
        {isOpen && (
          <>
            {group.description && (
              <p className="soft sample">
                <SafeText text={group.description} />
              </p>
            )}
            <Sample members={sample.data ?? null} />
            {children.length > 0 && (
              <ul className="gtree" aria-label={t("below", { name: group.name })}>
                {children.map((child) => (
                  <GroupRow key={child.group.groupId} node={child} place={place} onToggle={onToggle} />
                ))}
              </ul>
            )}
          </>
        )}
      </div>
    </li>
  );
}

function Sample({ members }: { members: GroupMemberList | null }) {
  const t = useTranslations("fleet");
  if (!members) return null;
  const { items, total } = members;
  if (items.length === 0) return <p className="soft sample">{t("emptyGroup")}</p>;
  return (
    <p className="soft sample row wrap tight">
      {t("sample")}
      {items.map(({ deviceId }) => (
        <DeviceId key={deviceId} id={deviceId} />
      ))}
      {total > items.length && t("andMore", { count: total - items.length })}
    </p>
  );
}
