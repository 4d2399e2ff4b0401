"use client";

import { useTranslations } from "use-intl";
import type { ApiError } from "@/lib/client/api-error";
import type { Snapshot } from "@/lib/contracts/snapshot";
import { Moment } from "../time/moment";
import { Banner } from "../ui/banner";
import { CopyDetails, ProblemFacts, useProblemSentence } from "../ui/problem-details";
import { useWords } from "../ui/use-words";

/** What is wrong with the list as it stands; the rows stay below it. */
export function TaskListNotices({
  snapshot,
  error,
}: {
  snapshot: Snapshot | undefined;
  error: ApiError | null;
}) {
  const t = useTranslations("tasks");
  const type = useWords("type");
  const sentence = useProblemSentence();
  const missing = snapshot?.missingTypes ?? [];
  return (
    <>
      {error && error.code !== "unauthenticated" && (
        <Banner
          tone="fail"
          icon="fail"
          className="incard"
          title={t("notRefreshed")}
          actions={<CopyDetails error={error} />}
          role="status"
        >
          <p>{sentence(error)}</p>
          <ProblemFacts error={error} />
        </Banner>
      )}
      {snapshot?.state === "unreachable" && (
        <Banner tone="retry" icon="cloudoff" className="incard" title={t("unreachable")}>
          <p>
            {snapshot.fetchedAt
              ? t.rich("unreachableText", { time: () => <Moment at={snapshot.fetchedAt ?? ""} exact /> })
              : t("unreachableNever")}
          </p>
        </Banner>
      )}
      {missing.length > 0 && (
        <Banner
          tone="retry"
          icon="partial"
          className="incard"
          title={t("missing", { count: missing.length })}
        >
          <p>{t("missingText", { types: missing.map((each) => type(each) ?? each).join(t("comma")) })}</p>
        </Banner>
      )}
    </>
  );
}
