"use client";

import { useTranslations } from "use-intl";
import { type TaskType, type TaskTypeGroup, taskTypesOf } from "@/lib/domain/task-types";
import { useTimeView } from "../time/clock";
import { calendarDay, formatHourMinute } from "../time/format-time";
import { Icon } from "../ui/icon";
import { typeIcons } from "../ui/type-icons";
import { useWords } from "../ui/use-words";
import { isSuggestedName, suggestName, type WizardDraft } from "./draft";
import { describedBy, FieldError } from "./error-summary";
import { SpaceField } from "./space-field";
import { StepFoot } from "./step-card";
import type { StepProps } from "./step-props";
import { TypeFacts } from "./type-facts";

const groups: readonly TaskTypeGroup[] = ["upgrade", "command", "records"];

/** What kind of task, its name, its space. */
export function TypeStep({ connection, controls, errors, onContinue }: StepProps) {
  const t = useTranslations("wizard");
  return (
    <section className="card" aria-labelledby="type-title">
      <header>
        <h2 id="type-title">{t("typeTitle")}</h2>
      </header>
      <div className="pad stack">
        <TypeCards kind={connection.kind} controls={controls} errors={errors} />
        <NameField controls={controls} errors={errors} />
        {connection.kind === "v5" && <SpaceField connection={connection.slug} controls={controls} />}
      </div>
      <StepFoot onBack={null} onContinue={() => onContinue()} />
    </section>
  );
}

type PartProps = Pick<StepProps, "controls" | "errors">;

/** Every type this kind of platform can be asked for, by what it does. */
function TypeCards({ kind, controls: { draft, change }, errors }: PartProps & { kind: "v5" | "na" }) {
  const t = useTranslations("wizard");
  const view = useTimeView();
  const offered = taskTypesOf(kind).filter((entry) => !entry.viewOnly);
  const choose = (type: string) => {
    const name = suggestName(type, calendarDay(view.now, view.timeZone), formatHourMinute(view.now, view));
    const part: Partial<WizardDraft> = { type };
    if (draft.type !== type) part.packages = [];
    if (draft.name === "" || isSuggestedName(draft.name)) part.name = name;
    change(part);
  };
  return (
    <fieldset className="field" id="w-type" tabIndex={-1} aria-describedby={describedBy(errors, "w-type")}>
      <legend className="sr">{t("typeTitle")}</legend>
      {groups.map((group) => {
        const types = offered.filter((entry) => entry.group === group);
        if (types.length === 0) return null;
        return (
          <div key={group} className="stack tight pb-2">
            <h3 className="lab">{t(`typeGroup.${group}`)}</h3>
            <div className="opt">
              {types.map((entry) => (
                <TypeCard
                  key={entry.type}
                  entry={entry}
                  chosen={draft.type === entry.type}
                  onChoose={() => choose(entry.type)}
                />
              ))}
            </div>
          </div>
        );
      })}
      <FieldError errors={errors} field="w-type" />
    </fieldset>
  );
}

function TypeCard({ entry, chosen, onChoose }: { entry: TaskType; chosen: boolean; onChoose: () => void }) {
  const word = useWords("type");
  const about = useWords("typeText");
  return (
    <label>
      <input type="radio" name="type" checked={chosen} onChange={onChoose} />
      <Icon name={typeIcons[entry.type] ?? "init"} />
      <b className="med">{word(entry.type)}</b>
      <small>{about(entry.type)}</small>
      <TypeFacts entry={entry} />
    </label>
  );
}

function NameField({ controls: { draft, change }, errors }: PartProps) {
  const t = useTranslations("wizard");
  return (
    <div className="field max-w-130">
      <label htmlFor="w-name">{t("name")}</label>
      <span className="input">
        <input
          id="w-name"
          value={draft.name}
          autoComplete="off"
          spellCheck={false}
          maxLength={300}
          aria-invalid={errors.some((each) => each.field === "w-name")}
          aria-describedby={describedBy(errors, "w-name", "w-name-hint")}
          onChange={(event) => change({ name: event.target.value })}
        />
      </span>
      <span className="hint" id="w-name-hint">
        {t("nameHint")}
      </span>
      <FieldError errors={errors} field="w-name" />
    </div>
  );
}
