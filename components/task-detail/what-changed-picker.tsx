"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import { useTimeView } from "../time/clock";
import { formatMoment } from "../time/format-time";
import { fromField, type KnownMoments, type Times, toField } from "./what-changed-times";

interface WhatChangedPickerProps {
  times: Times;
  known: KnownMoments;
  onTimes: (times: Times) => void;
}

/** Which two times to compare: some by name, or any two moments or tries. */
export function WhatChangedPicker({ times, known, onTimes }: WhatChangedPickerProps) {
  const t = useTranslations("changes");
  const view = useTimeView();
  const kind = useId();
  const at = (moment: string) => formatMoment(new Date(moment), view);
  const choose = (value: string) => {
    const hourAgo = new Date(known.now.getTime() - 3_600_000).toISOString();
    if (value === "moments") onTimes({ kind: "moments", from: known.lookedAt ?? hourAgo, to: "" });
    else if (value === "attempts") onTimes({ kind: "attempts", from: 1, to: 2 });
    else if (value === "looked" || value === "hour" || value === "retry") onTimes({ kind: value });
  };
  return (
    <div className="compare">
      <label htmlFor={kind}>
        {t("compare")}
        <select
          id={kind}
          className="input"
          data-safe=""
          value={times.kind}
          onChange={(event) => choose(event.target.value)}
        >
          {known.lookedAt && <option value="looked">{t("looked", { at: at(known.lookedAt) })}</option>}
          <option value="hour">{t("hour")}</option>
          {known.retriedAt && <option value="retry">{t("retry", { at: at(known.retriedAt) })}</option>}
          <option value="moments">{t("moments")}</option>
          <option value="attempts">{t("attempts")}</option>
        </select>
      </label>
      {times.kind === "moments" && <Moments times={times} known={known} onTimes={onTimes} />}
      {times.kind === "attempts" && <Attempts times={times} onTimes={onTimes} />}
    </div>
  );
}

interface MomentsProps {
  times: Extract<Times, { kind: "moments" }>;
  known: KnownMoments;
  onTimes: (times: Times) => void;
}

function Moments({ times, known, onTimes }: MomentsProps) {
  const t = useTranslations("changes");
  const { timeZone } = useTimeView();
  const id = useId();
  return (["from", "to"] as const).map((end) => (
    <label key={end} htmlFor={`${id}${end}`}>
      {t(end)}
      <input
        id={`${id}${end}`}
        className="input"
        type="datetime-local"
        step={1}
        defaultValue={toField(times[end] || known.now.toISOString(), timeZone)}
        onChange={(event) => {
          const moment = fromField(event.target.value, timeZone);
          if (moment) onTimes({ ...times, [end]: moment });
        }}
      />
    </label>
  ));
}

interface AttemptsProps {
  times: Extract<Times, { kind: "attempts" }>;
  onTimes: (times: Times) => void;
}

function Attempts({ times, onTimes }: AttemptsProps) {
  const t = useTranslations("changes");
  const id = useId();
  return (["from", "to"] as const).map((end) => (
    <label key={end} htmlFor={`${id}${end}`}>
      {t(end === "from" ? "firstTry" : "secondTry")}
      <input
        id={`${id}${end}`}
        className="input"
        type="number"
        min={1}
        max={1000}
        value={times[end]}
        onChange={(event) => {
          const attempt = Number(event.target.value);
          if (Number.isInteger(attempt) && attempt >= 1 && attempt <= 1_000)
            onTimes({ ...times, [end]: attempt });
        }}
      />
    </label>
  ));
}
