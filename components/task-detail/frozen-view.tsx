"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { type FrozenPlace, frozenOptions } from "@/lib/client/frozen-queries";
import { Banner } from "../ui/banner";
import { ProblemCard } from "../ui/problem-details";
import { FrozenTask } from "./frozen-task";
import { LiveLink } from "./live-link";

/** The task as it was at the moment an address names, or why that cannot be shown, with the way to the live view. */
export function FrozenView({ place, embedded }: { place: FrozenPlace; embedded: boolean }) {
  const t = useTranslations("frozen");
  const task = useTranslations("task");
  const { data, error, refetch, isFetching } = useQuery(frozenOptions(place));
  const fault = asApiError(error);
  if (data) return <FrozenTask key={data.key} frozen={data} place={place} embedded={embedded} />;
  if (fault?.code === "not_found" || fault?.code === "invalid_input") {
    return (
      <>
        <h1 className="mono">{place.taskId}</h1>
        <Banner tone="stopped" icon="snow" title={t("gone")} role="status" actions={<LiveLink />}>
          <p>{t("goneText")}</p>
        </Banner>
      </>
    );
  }
  if (fault) {
    return (
      <section className="card">
        <ProblemCard title={task("notShown")} error={fault}>
          <button type="button" className="btn" aria-busy={isFetching} onClick={() => void refetch()}>
            {task("tryNow")}
          </button>
          <LiveLink />
        </ProblemCard>
      </section>
    );
  }
  return (
    <section className="card" aria-busy="true">
      <p className="mid soft" role="status">
        {t("reading")}
      </p>
    </section>
  );
}
