"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { spaceOptions } from "@/lib/client/picker-queries";
import type { Slots } from "@/lib/contracts/pickers";
import { findTaskType } from "@/lib/domain/task-types";
import { useTimeView } from "../time/clock";
import { calendarDay, formatHourMinute } from "../time/format-time";
import { Icon } from "../ui/icon";
import { useProblemSentence } from "../ui/problem-details";
import { typeIcons } from "../ui/status-looks";
import { useWords } from "../ui/use-words";
import { type CreatableType, creatableTypes, isSuggestedName, suggestName, type WizardDraft } from "./draft";
import type { DraftControls } from "./draft-provider";
import { describedBy, FieldError } from "./error-summary";
import { StepFoot } from "./step-card";
import type { StepProps } from "./step-props";

/** What kind of task, its name, its space. */
export function TypeStep({ connection, controls, errors, onContinue }: StepProps) {
  const t = useTranslations("wizard");
  return (
    <section className="card" aria-labelledby="type-title">
      <header>
        <h2 id="type-title">{t("typeTitle")}</h2>
      </header>
      <div className="pad stack">
        <TypeCards controls={controls} errors={errors} />
        <NameField controls={controls} errors={errors} />
        <SpaceField connection={connection} controls={controls} />
      </div>
      <StepFoot onBack={null} onContinue={() => onContinue()} />
    </section>
  );
}

type PartProps = Pick<StepProps, "controls" | "errors">;

function TypeCards({ controls: { draft, change }, errors }: PartProps) {
  const t = useTranslations("wizard");
  const word = useWords("type");
  const view = useTimeView();
  const choose = (type: CreatableType) => {
    const suggested = suggestName(
      type,
      calendarDay(view.now, view.timeZone),
      formatHourMinute(view.now, view),
    );
    const part: Partial<WizardDraft> = { type, package: draft.type === type ? draft.package : null };
    if (draft.name === "" || isSuggestedName(draft.name)) part.name = suggested;
    change(part);
  };
  return (
    <div className="field">
      <fieldset className="opt" id="w-type" tabIndex={-1} aria-describedby={describedBy(errors, "w-type")}>
        <legend className="sr">{t("typeTitle")}</legend>
        {creatableTypes.map((type) => (
          <label key={type}>
            <input type="radio" name="type" checked={draft.type === type} onChange={() => choose(type)} />
            <Icon name={typeIcons[type] ?? "init"} />
            <b className="med">{word(type)}</b>
            <small>{t(`typeText.${type}`)}</small>
            <TypeFacts type={type} />
          </label>
        ))}
      </fieldset>
      <FieldError errors={errors} field="w-type" />
    </div>
  );
}

function TypeFacts({ type }: { type: CreatableType }) {
  const t = useTranslations("wizard");
  const entry = findTaskType(type);
  const facts = [
    { key: "targetsBy", yes: true },
    { key: "stoppable", yes: entry?.stoppable ?? false },
    { key: "retryable", yes: entry?.retryable ?? false },
    { key: "undoable", yes: entry ? !entry.irreversible : false },
  ] as const;
  return (
    <ul>
      {facts.map(({ key, yes }) => (
        <li className="row tight" key={key}>
          <Icon name={yes ? "check" : "x"} size="xs" />
          {t(`typeFacts.${key}`, { yes: String(yes) })}
        </li>
      ))}
    </ul>
  );
}

function NameField({ controls: { draft, change }, errors }: PartProps) {
  const t = useTranslations("wizard");
  const wrong = errors.some((each) => each.field === "w-name");
  return (
    <div className="field max-w-130">
      <label htmlFor="w-name">{t("name")}</label>
      <span className="input">
        <input
          id="w-name"
          value={draft.name}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={wrong}
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

/** Only where there is something to choose. */
function SpaceField({
  connection,
  controls: { draft, change },
}: {
  connection: string;
  controls: DraftControls;
}) {
  const t = useTranslations("wizard");
  const sentence = useProblemSentence();
  const { data: spaces, error } = useQuery(spaceOptions(connection));
  const fault = asApiError(error);
  if (fault) {
    return (
      <p className="hint" role="status">
        {t("spacesUnknown", { why: sentence(fault) })}
      </p>
    );
  }
  if (!spaces) return null;
  const standard = spaces.find((each) => each.default);
  const chosen = spaces.find((each) => each.appId === draft.appId) ?? standard;
  const places = chosen && <PlacesLeft slots={chosen.slots} />;
  if (spaces.length < 2) return places ?? null;
  return (
    <div className="field max-w-130">
      <label htmlFor="w-space">{t("space")}</label>
      <select
        id="w-space"
        className="input"
        value={draft.appId ?? ""}
        onChange={(event) => change({ appId: event.target.value || null, package: null })}
      >
        <option value="">{t("defaultSpace", { name: standard?.name ?? "" })}</option>
        {spaces
          .filter((each) => !each.default)
          .map((each) => (
            <option key={each.appId} value={each.appId}>
              {each.name}
            </option>
          ))}
      </select>
      {places}
    </div>
  );
}

/** Ten unfinished tasks a space (sheet §10.4); those of an unknown space may be in this one too. */
function PlacesLeft({ slots: { used, of, atLeast } }: { slots: Slots }) {
  const t = useTranslations("wizard");
  const words = t(atLeast ? "slotsAtLeast" : "slots", { used, of });
  return (
    <p className={used >= of ? "hint err" : "hint"}>{used >= of ? `${words} ${t("slotsFull")}` : words}</p>
  );
}
