"use client";

import { useTranslations } from "use-intl";
import { OperationError } from "../operations/operation-error";
import { Moment } from "../time/moment";
import { Banner } from "../ui/banner";
import { CopyDetails, ProblemFacts, useProblemSentence } from "../ui/problem-details";
import type { Files } from "./use-files";

/** How much of the platform's list the rows below are, when it is not all of it as it is now. */
export function FilesNotice({ files: { list, known, read, fault } }: { files: Files }) {
  const t = useTranslations("files");
  const sentence = useProblemSentence();
  if (!list || known === "now") return null;
  const age =
    known === "before"
      ? t.rich("asOf", { time: () => <Moment at={read.readAt} exact /> })
      : t("ownOnly", { count: list.items.length });
  return (
    <div className="incard stack tight mt-3">
      <Banner
        tone="retry"
        icon="cloudoff"
        role="status"
        title={t(fault ? "notRefreshed" : "platformUnknown")}
        actions={fault && <CopyDetails error={fault} />}
      >
        <p>{age}</p>
        {fault && <p>{sentence(fault)}</p>}
        {fault && <ProblemFacts error={fault} />}
      </Banner>
      {!fault && list.problem && <OperationError error={list.problem} />}
    </div>
  );
}
