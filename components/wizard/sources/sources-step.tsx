"use client";

import { useTranslations } from "use-intl";
import { findTaskType, type TargetSource, type TaskType } from "@/lib/domain/task-types";
import { Icon } from "../../ui/icon";
import type { IconName } from "../../ui/icons";
import { sourceOf } from "../draft";
import type { DraftControls, StepProps } from "../step-props";
import { FileSource } from "./file-source";
import { GroupSource } from "./group-source";
import { LegacySource } from "./legacy-source";
import { ListSource } from "./list-source";

const icons: Record<TargetSource, IconName> = {
  list: "chip",
  groups: "group",
  file: "table",
  deviceType: "sliders",
  area: "pin",
  groupNames: "group",
  broadcast: "globe",
};
/** On v5 every source stays in sight, with the reason where a type does not take it. */
const ofV5: readonly TargetSource[] = ["list", "groups", "file"];

/** Which devices: one source counts, the others keep what was put into them. */
export function SourcesStep(props: StepProps) {
  const { connection, controls } = props;
  const { draft } = controls;
  const type = draft.type === null ? undefined : findTaskType(draft.type);
  const source = sourceOf(draft);
  const Source = sources[source];
  return (
    <Source
      {...props}
      choice={type && <SourceChoice type={type} source={source} controls={controls} />}
      key={`${connection.slug} ${source}`}
    />
  );
}

const sources = {
  list: ListSource,
  groups: GroupSource,
  file: FileSource,
  deviceType: LegacySource,
  area: LegacySource,
  groupNames: LegacySource,
  broadcast: LegacySource,
} as const;

interface SourceChoiceProps {
  type: TaskType;
  source: TargetSource;
  controls: DraftControls;
}

function SourceChoice({ type, source, controls }: SourceChoiceProps) {
  const t = useTranslations("wizard");
  const shown = type.platform === "v5" ? ofV5 : type.targetSources;
  return (
    <fieldset className="opt">
      <legend className="sr">{t("sourceTitle")}</legend>
      {shown.map((each) =>
        type.targetSources.includes(each) ? (
          <label key={each}>
            <input
              type="radio"
              name="source"
              checked={source === each}
              onChange={() => controls.change({ source: each })}
            />
            <Icon name={icons[each]} />
            <b className="med">{t(`source.${each}`)}</b>
            <small>{t(`sourceText.${each}`)}</small>
          </label>
        ) : (
          <label key={each} className="off">
            <input type="radio" name="source" disabled />
            <Icon name={icons[each]} />
            <b className="med">{t(`source.${each}`)}</b>
            <small>{t(each === "file" ? "noFileHere" : "onlyFileHere")}</small>
          </label>
        ),
      )}
    </fieldset>
  );
}
