"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { causeMessagesOptions } from "@/lib/client/cause-queries";
import type { TaskPlace } from "@/lib/client/subtask-queries";
import { ProblemCard } from "../ui/problem-details";
import { SafeText } from "../ui/safe-text";
import { useFormatNumber } from "../ui/use-format";

/** The platform's own texts behind one cause, as they came, with how many devices each. */
export function FailureMessages({ place, cause }: { place: TaskPlace; cause: string }) {
  const t = useTranslations("causes");
  const number = useFormatNumber();
  const { data, error } = useQuery(causeMessagesOptions(place, cause));
  const fault = asApiError(error);
  if (!data) {
    return fault ? (
      <ProblemCard title={t("textsNotRead")} error={fault} />
    ) : (
      <p className="mute" role="status">
        {t("readingTexts")}
      </p>
    );
  }
  const more = data.distinct - data.items.length;
  return (
    <div className="texts">
      <p className="soft">
        {data.looked < data.total
          ? t("textsSampled", { distinct: data.distinct, looked: data.looked, total: data.total })
          : t("textsAll", { distinct: data.distinct, total: data.total })}
      </p>
      <ul>
        {data.items.map(({ message, count }) => (
          <li key={message ?? ""}>
            <span className="n">
              {number(count)} <span className="sr">{t("devices")}</span>
            </span>
            <span className={message === null ? "mute" : undefined}>
              {message === null ? t("noText") : <SafeText text={message} multiline />}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="mute small">{t("moreTexts", { count: more })}</p>}
    </div>
  );
}
