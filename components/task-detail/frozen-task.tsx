"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { FrozenPlace } from "@/lib/client/frozen-queries";
import {
  everyStatus,
  firstStatuses,
  shownStatuses,
  type TaskDetailState,
  taskDetailFields,
} from "@/lib/client/task-detail-url";
import { useUrlState } from "@/lib/client/use-url-state";
import type { FrozenTask as Frozen } from "@/lib/contracts/frozen";
import { Moment } from "../time/moment";
import { AddressNotice } from "../ui/address-notice";
import { Banner } from "../ui/banner";
import { usePageTitle } from "../ui/use-page-title";
import { useWords } from "../ui/use-words";
import { DefinitionCard } from "./definition-card";
import { FailureCard } from "./failure-card";
import { FrozenRows } from "./frozen-rows";
import { LiveLink } from "./live-link";
import { PrimaryAct } from "./primary-act";
import { ProgressCard } from "./progress-card";
import { StopAndConfirm } from "./stop-and-confirm";
import { TaskHeader } from "./task-header";
import { useActs } from "./use-acts";

interface FrozenTaskProps {
  frozen: Frozen;
  place: FrozenPlace;
  embedded: boolean;
}

/** The page of a task with what was kept of it: everything to look at, nothing to do. */
export function FrozenTask({ frozen, place, embedded }: FrozenTaskProps) {
  const t = useTranslations("frozen");
  const words = useTranslations("task");
  const word = useWords("status");
  const { task, summary } = frozen;
  const { state, rejected, change } = useUrlState(taskDetailFields);
  const [byDefault] = useState(() => (summary.byStatus.Fail ? firstStatuses(task.progress) : []));
  const acts = useActs(place, { incomplete: false, embedded });
  const shown = shownStatuses(state, byDefault);
  const show = (part: Partial<TaskDetailState>) => change({ ...part, page: 1, open: [] }, "replace");
  const title = words("pageTitle", { name: task.name, status: word(task.status) ?? task.status });
  usePageTitle(title);
  return (
    <>
      <AddressNotice rejected={rejected} />
      <Banner
        tone="stopped"
        icon="snow"
        title={t.rich("banner", { at: () => <Moment at={frozen.at} exact /> })}
        actions={<LiveLink />}
      >
        <p>{t("bannerText", { who: frozen.madeBy.name })}</p>
      </Banner>
      <TaskHeader
        task={task}
        frozen
        root={embedded ? null : `/c/${task.connection}`}
        actions={
          <>
            <StopAndConfirm task={task} acts={acts} />
            <PrimaryAct task={task} acts={acts} />
          </>
        }
      />
      <div className="cols" data-panel="subtasks">
        <div className="colm">
          <ProgressCard
            task={task}
            shown={shown}
            ways={null}
            onStatus={(status) => show({ status: [status ?? everyStatus] })}
          />
          <FailureCard
            task={task}
            summary={summary}
            acts={acts}
            mayNote={false}
            onShow={(cause) => show({ cause: [cause], q: "", status: [everyStatus] })}
          />
          <FrozenRows frozen={frozen} place={place} state={state} shown={shown} change={change} />
        </div>
        <aside className="rail" aria-label={task.name}>
          <DefinitionCard task={task} />
        </aside>
      </div>
    </>
  );
}
