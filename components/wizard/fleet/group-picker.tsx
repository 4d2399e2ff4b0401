"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { groupTreeOptions } from "@/lib/client/fleet-queries";
import type { DeviceGroup } from "@/lib/contracts/fleet-pickers";
import { buildGroupTree, countGroups, filterGroupTree } from "@/lib/domain/group-tree";
import { DebouncedInput } from "../../ui/debounced-input";
import { Icon } from "../../ui/icon";
import { ProblemCard } from "../../ui/problem-details";
import type { ChosenGroup } from "./chosen-group";
import { ChosenGroups } from "./chosen-groups";
import { GroupOverlap } from "./group-overlap";
import { GroupRow } from "./group-row";

interface GroupPickerProps {
  connection: string;
  appId: string | null;
  chosen: readonly ChosenGroup[];
  onChange: (chosen: ChosenGroup[]) => void;
}

/** A create takes no more (create-task.ts). */
const mostGroups = 100;
const rowsAtFirst = 100;

/** The groups of a space as a tree with checkboxes; sizes come while it is read. */
export function GroupPicker({ connection, appId, chosen, onChange }: GroupPickerProps) {
  const t = useTranslations("fleet");
  const heading = useId();
  const [q, search] = useState("");
  const [shown, show] = useState(rowsAtFirst);
  const tree = useQuery(groupTreeOptions(connection, appId));
  const fault = asApiError(tree.error);
  const roots = useMemo(() => buildGroupTree(tree.data?.groups ?? []), [tree.data]);
  const found = useMemo(() => filterGroupTree(roots, q), [roots, q]);
  const chosenIds = useMemo(() => new Set(chosen.map(({ groupId }) => groupId)), [chosen]);
  const toggle = ({ groupId, name, type }: DeviceGroup, on: boolean) => {
    const others = chosen.filter((each) => each.groupId !== groupId);
    onChange(on ? [...others, { groupId, name, type }] : others);
  };
  return (
    <div className="stack">
      <div className="row wrap">
        <h3 id={heading} className="lab">
          {t("groups")}
        </h3>
        <span className="grow" />
        <DebouncedInput
          label={t("searchGroups")}
          icon="search"
          className="max-w-60"
          value={q}
          onChange={search}
        />
      </div>
      <ChosenGroups chosen={chosen} onChange={onChange} />
      {fault ? (
        <ProblemCard title={t("groupsNotRead")} error={fault}>
          <button type="button" className="btn sm" onClick={() => void tree.refetch()}>
            {t("tryAgain")}
          </button>
        </ProblemCard>
      ) : (
        <>
          {found.length === 0 && (
            <div className="mid" aria-busy={tree.isPending}>
              {tree.isPending ? (
                <p role="status">{t("readingGroups")}</p>
              ) : (
                <>
                  <Icon name="group" size="l" />
                  <h4>{t(q === "" ? "noGroups" : "noGroupMatches")}</h4>
                  <p>{t(q === "" ? "noGroupsText" : "noGroupMatchesText")}</p>
                </>
              )}
            </div>
          )}
          {found.length > 0 && (
            <ul className="gtree" aria-labelledby={heading}>
              {found.slice(0, shown).map((node) => (
                <GroupRow
                  key={node.group.groupId}
                  node={node}
                  place={{ connection, chosenIds, isFull: chosen.length >= mostGroups, isSearch: q !== "" }}
                  onToggle={toggle}
                />
              ))}
            </ul>
          )}
          {found.length > shown && (
            <button
              type="button"
              className="linkbtn justify-self-start"
              onClick={() => show(shown + rowsAtFirst)}
            >
              {t("moreGroups", { count: found.length - shown })}
            </button>
          )}
          {q !== "" && found.length > 0 && (
            <p className="sr" role="status">
              {t("groupsFound", { count: countGroups(found) })}
            </p>
          )}
          {tree.data?.whole === false && <p className="soft">{t("notAllGroups")}</p>}
        </>
      )}
      {chosen.length >= mostGroups && <p className="soft">{t("mostGroups", { count: mostGroups })}</p>}
      {chosen.length > 1 && <GroupOverlap connection={connection} chosen={chosen} />}
      <p className="soft">{t("readAtRun")}</p>
    </div>
  );
}
