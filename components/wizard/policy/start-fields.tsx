"use client";

import { useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { useNow, useTimeView } from "../../time/clock";
import { formatCompactUtc, formatOffset, formatWeekday } from "../../time/format-calendar";
import { calendarDay, formatClock } from "../../time/format-time";
import { useSpanText } from "../../time/span-text";
import { describedBy, FieldError } from "../error-summary";
import type { StepProps } from "../step-props";
import { StartStrip } from "./start-strip";
import { quickStarts, readStart } from "./start-time";

type PartProps = Pick<StepProps, "controls" | "errors">;

const never = () => () => {};
const noZones: readonly string[] = [];
let zones: readonly string[] | undefined;
const allZones = (): readonly string[] => {
  zones ??= ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
  return zones;
};

/** Date, time and zone, what they mean here, in UTC and for the platform, and where that lies in the seven days. */
export function StartFields({ controls, errors }: PartProps) {
  const t = useTranslations("wizard");
  const view = useTimeView(1_000);
  const { draft, change } = controls;
  const zone = draft.timeZone || view.timeZone;
  const start = readStart(draft, view.timeZone, view.now);
  const wrong = (field: string) => errors.some((each) => each.field === field);
  return (
    <>
      <div className="when">
        <div className="field">
          <label htmlFor="w-policy.scheduleTime">{t("date")}</label>
          <input
            id="w-policy.scheduleTime"
            className="input"
            type="date"
            value={draft.date}
            min={calendarDay(view.now, zone)}
            max={calendarDay(new Date(view.now.getTime() + 7 * 86_400_000), zone)}
            aria-invalid={wrong("w-policy.scheduleTime")}
            aria-describedby={describedBy(errors, "w-policy.scheduleTime")}
            // The zone is kept with the time, so that it means the same on a machine elsewhere.
            onChange={(event) => change({ date: event.target.value, timeZone: zone, occurrence: null })}
          />
          <FieldError errors={errors} field="w-policy.scheduleTime" />
        </div>
        <div className="field">
          <label htmlFor="w-time">{t("time")}</label>
          <input
            id="w-time"
            className="input"
            type="time"
            value={draft.time}
            aria-invalid={wrong("w-time")}
            aria-describedby={describedBy(errors, "w-time")}
            onChange={(event) =>
              change({ time: event.target.value.slice(0, 5), timeZone: zone, occurrence: null })
            }
          />
          <FieldError errors={errors} field="w-time" />
        </div>
        <ZoneField controls={controls} zone={zone} own={view.timeZone} />
      </div>
      <Quick controls={controls} zone={zone} />
      {start.kind === "doubled" && (
        <Occurrence controls={controls} errors={errors} moments={start.moments} zone={zone} />
      )}
      {start.kind === "good" && start.doubled && (
        <Occurrence controls={controls} errors={errors} moments={start.doubled} zone={zone} />
      )}
      {start.kind === "good" && (
        <>
          <StartStrip at={start.at} zone={zone} />
          <Meanings at={start.at} />
        </>
      )}
    </>
  );
}

function ZoneField({ controls, zone, own }: { controls: PartProps["controls"]; zone: string; own: string }) {
  const t = useTranslations("wizard");
  const now = useNow(60_000);
  const known = useSyncExternalStore(never, allZones, () => noZones);
  const name = (each: string) => `${each.replaceAll("_", " ")}, ${formatOffset(now, each)}`;
  return (
    <div className="field">
      <label htmlFor="w-zone">{t("zone")}</label>
      <select
        id="w-zone"
        className="input"
        value={zone}
        onChange={(event) => controls.change({ timeZone: event.target.value, occurrence: null })}
      >
        <option value={own}>{name(own)}</option>
        {known
          .filter((each) => each !== own)
          .map((each) => (
            <option key={each} value={each}>
              {each === zone || each === "UTC" ? name(each) : each.replaceAll("_", " ")}
            </option>
          ))}
      </select>
    </div>
  );
}

function Quick({ controls: { draft, change }, zone }: { controls: PartProps["controls"]; zone: string }) {
  const t = useTranslations("wizard");
  const now = useNow(60_000);
  return (
    <div className="row wrap">
      <span className="mute small">{t("quick")}</span>
      {quickStarts(zone, now).map(({ key, date, time }) => {
        const chosen = draft.date === date && draft.time === time;
        return (
          <button
            key={key}
            type="button"
            className={chosen ? "chip set" : "chip"}
            aria-pressed={chosen}
            onClick={() => change({ date, time, timeZone: zone, occurrence: null })}
          >
            {t(`quickStart.${key}`, { time })}
          </button>
        );
      })}
    </div>
  );
}

interface OccurrenceProps extends PartProps {
  moments: readonly [Date, Date];
  zone: string;
}

/** The clock goes back: this time comes twice. */
function Occurrence({ controls: { draft, change }, errors, moments, zone }: OccurrenceProps) {
  const t = useTranslations("wizard");
  return (
    <fieldset
      className="field"
      id="w-occurrence"
      tabIndex={-1}
      aria-describedby={describedBy(errors, "w-occurrence")}
    >
      <legend className="lab">{t("doubled")}</legend>
      {([0, 1] as const).map((index) => (
        <label className="cbx" key={index}>
          <input
            type="radio"
            className="rd"
            name="occurrence"
            checked={draft.occurrence === index}
            onChange={() => change({ occurrence: index })}
          />
          {t(index === 0 ? "firstTime" : "secondTime", { offset: formatOffset(moments[index], zone) })}
        </label>
      ))}
      <FieldError errors={errors} field="w-occurrence" />
    </fieldset>
  );
}

function Meanings({ at }: { at: Date }) {
  const t = useTranslations("wizard");
  const span = useSpanText();
  const view = useTimeView(1_000);
  const minute = (zone: string) => formatClock(at, { timeZone: zone }).slice(0, 5);
  return (
    <dl className="kv">
      <dt>{t("here")}</dt>
      <dd>
        <b className="strong">
          {formatWeekday(at, view)} {minute(view.timeZone)}
        </b>{" "}
        {formatOffset(at, view.timeZone)}
        {t("in", { time: span(at.getTime() - view.now.getTime()) })}
      </dd>
      <dt>{t("utc")}</dt>
      <dd>
        {formatWeekday(at, { ...view, timeZone: "UTC" })} {minute("UTC")}
      </dd>
      <dt>{t("sentAs")}</dt>
      <dd className="mono">{formatCompactUtc(at)}</dd>
    </dl>
  );
}
