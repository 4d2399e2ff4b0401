"use client";

import { useTranslations } from "use-intl";
import type { TaskType } from "@/lib/domain/task-types";
import { Icon } from "../../ui/icon";
import { afterSending, holdFor } from "./confirmation";

/** What can still be done about it once the button was pressed. */
export function AfterSending({ type }: { type: TaskType }) {
  const t = useTranslations("review");
  return (
    <section className="card changeable" aria-labelledby="after-title">
      <h2 className="med text-[13px]!" id="after-title">
        {t("after.title")}
      </h2>
      <ul>
        {afterSending(type).map(({ key, yes }) => (
          <li className="row" key={key}>
            <Icon name={yes ? "check" : "x"} size="s" />
            <span>
              {t(`after.${key}`, { seconds: holdFor })} <span className="sr">{t(yes ? "yes" : "no")}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
