"use client";

import { useTranslations } from "use-intl";
import { Icon } from "../../ui/icon";
import { SafeText } from "../../ui/safe-text";
import type { ChosenGroup } from "./chosen-group";

interface ChosenGroupsProps {
  chosen: readonly ChosenGroup[];
  onChange: (chosen: ChosenGroup[]) => void;
}

/** What is chosen, wherever in the tree it hides. */
export function ChosenGroups({ chosen, onChange }: ChosenGroupsProps) {
  const t = useTranslations("fleet");
  if (chosen.length === 0) return null;
  return (
    <ul className="row wrap tight" aria-label={t("chosenGroups", { count: chosen.length })}>
      {chosen.map(({ groupId, name }) => (
        <li key={groupId}>
          <button
            type="button"
            className="chip set"
            aria-label={t("removeGroup", { name })}
            title={groupId}
            onClick={() => onChange(chosen.filter((each) => each.groupId !== groupId))}
          >
            <b className="ell max-w-50">
              <SafeText text={name} />
            </b>
            <Icon name="x" size="xs" />
          </button>
        </li>
      ))}
    </ul>
  );
}
