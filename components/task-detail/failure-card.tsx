"use client";

import { lazy, Suspense, useId, useState } from "react";
import { useTranslations } from "use-intl";
import type { CauseCount, SubtaskSummary } from "@/lib/contracts/subtasks";
import type { Task } from "@/lib/contracts/tasks";
import { findTaskType } from "@/lib/domain/task-types";
import type { CauseActs } from "./failure-props";
import { FailureRow } from "./failure-row";
import type { Acts } from "./use-acts";

// Why they are grouped so is asked for once, if ever.
const FailureGrouping = lazy(async () => ({ default: (await import("./failure-grouping")).FailureGrouping }));

interface FailureCardProps extends CauseActs {
  task: Task;
  summary: SubtaskSummary;
  acts: Acts;
  /** Whether the reader may write what the team knows of a cause. */
  mayNote: boolean;
}

const shownAtFirst = 5;

/** Why they failed, most frequent cause first, with what to do about each. */
export function FailureCard({ task, summary, acts, mayNote, ...ways }: FailureCardProps) {
  const t = useTranslations("task");
  const [all, showAll] = useState(false);
  const { progress } = task;
  const causes = summary.byError;
  const read = causes.reduce((sum, cause) => sum + cause.count, 0);
  const counted = Math.max(read, progress.fail + progress.timeout + progress.failWaitRetry);
  if (causes.length === 0) return null;
  const rest = causes.slice(shownAtFirst);
  const inPlace = findTaskType(task.type)?.retryable !== false;
  return (
    <section className="card fcard" aria-labelledby="why-title">
      <header>
        <h2 id="why-title">{t("whyTitle", { count: counted })}</h2>
        <p>{inPlace ? t("whyText", { count: causes.length }) : t("noRetryInPlace")}</p>
        <span className="grow" />
        <span className="mute small">
          {read < counted ? t("readSoFar", { read, total: counted }) : t("allRead", { count: read })}
        </span>
      </header>
      <table className="causes rowcards">
        <caption className="sr">{t("whyTitle", { count: counted })}</caption>
        <colgroup>
          <col className="c1" />
          <col className="c2" />
          <col className="c3" />
          <col className="c4" />
        </colgroup>
        <thead className="ruled">
          <tr>
            <th scope="col">{t("cause")}</th>
            <th scope="col">{t("devices")}</th>
            <th scope="col">{t("whatToDo")}</th>
            <th scope="col" className="r">
              <span className="sr">{t("actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {(all ? causes : causes.slice(0, shownAtFirst)).map((cause) => (
            <FailureRow
              key={cause.cause}
              cause={cause}
              most={causes[0]?.count ?? 1}
              task={task}
              acts={acts}
              mayNote={mayNote}
              {...ways}
            />
          ))}
        </tbody>
      </table>
      <footer className="cfoot">
        {rest.length > 0 && !all && (
          <button type="button" className="linkbtn" onClick={() => showAll(true)}>
            {t("moreCauses", {
              count: rest.length,
              devices: rest.reduce((sum, cause) => sum + cause.count, 0),
            })}
          </button>
        )}
        <Grouping causes={causes} />
      </footer>
    </section>
  );
}

function Grouping({ causes }: { causes: readonly CauseCount[] }) {
  const t = useTranslations("causes");
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <button
        type="button"
        className="linkbtn"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {t("howGrouped")}
      </button>
      {open && (
        <div id={id} className="w-full">
          <Suspense>
            <FailureGrouping causes={causes} />
          </Suspense>
        </div>
      )}
    </>
  );
}
