"use client";

import { useTranslations } from "use-intl";
import type { ApiError } from "@/lib/client/api-error";
import type { Task } from "@/lib/contracts/tasks";
import { useNow } from "../time/clock";
import { Moment } from "../time/moment";
import { useSpanText } from "../time/span-text";
import { ActionButton } from "../ui/action-button";
import { Banner } from "../ui/banner";
import { CopyDetails, useProblemSentence } from "../ui/problem-details";
import { SafeText } from "../ui/safe-text";
import { useWords } from "../ui/use-words";
import { useReadNow } from "./use-read-now";

interface TaskBannersProps {
  task: Task;
  /** The last refresh failed; what is shown stays. */
  error: ApiError | null;
}

export function TaskBanners({ task, error }: TaskBannersProps) {
  const t = useTranslations("task");
  const sentence = useProblemSentence();
  const { snapshot } = task;
  return (
    <>
      {snapshot.state === "unreachable" && <Unreachable task={task} />}
      {snapshot.state === "deleted" && (
        <Banner tone="stopped" icon="history" title={t("deletedTitle")}>
          <p>
            {snapshot.fetchedAt &&
              t.rich("deletedText", {
                read: () => <Moment at={snapshot.fetchedAt ?? ""} exact />,
                since: () => <Moment at={snapshot.since ?? snapshot.fetchedAt ?? ""} exact />,
              })}
          </p>
        </Banner>
      )}
      {error && error.code !== "unauthenticated" && (
        <Banner
          tone="fail"
          icon="fail"
          role="status"
          title={t("notRefreshed")}
          actions={<CopyDetails error={error} />}
        >
          <p>{sentence(error)}</p>
        </Banner>
      )}
      {task.statusDescription && (
        <Banner tone={task.status === "Fail" ? "fail" : "waiting"} icon="message" title={t("platformSays")}>
          <p>
            <SafeText text={task.statusDescription} multiline />
          </p>
        </Banner>
      )}
    </>
  );
}

function Unreachable({ task }: { task: Task }) {
  const t = useTranslations("task");
  const span = useSpanText();
  const word = useWords("problem");
  const now = useNow(1_000);
  const { reading, readNow } = useReadNow(task);
  const { fetchedAt, nextReadAt, reason, since } = task.snapshot;
  const age = fetchedAt ? now.getTime() - new Date(fetchedAt).getTime() : 0;
  const nextIn = nextReadAt ? Math.ceil((new Date(nextReadAt).getTime() - now.getTime()) / 1000) : 0;
  return (
    <Banner
      tone="retry"
      icon="cloudoff"
      title={
        fetchedAt
          ? t.rich("unreachableTitle", { age: span(age), time: () => <Moment at={fetchedAt} exact /> })
          : t("unreachableNever")
      }
      actions={
        <>
          {nextIn > 0 && <span className="mute small">{t("nextTry", { seconds: nextIn })}</span>}
          <ActionButton icon="retry" busy={reading} onPress={readNow}>
            {t("tryNow")}
          </ActionButton>
        </>
      }
    >
      <p>{t("unreachableText")}</p>
      <div className="facts">
        {reason && (
          <span>
            <span>{t("reason")}</span> {word(reason) ?? <span className="mono">{reason}</span>}
          </span>
        )}
        {since && (
          <span>
            <span>{t("since")}</span> <Moment at={since} exact />
          </span>
        )}
      </div>
    </Banner>
  );
}
