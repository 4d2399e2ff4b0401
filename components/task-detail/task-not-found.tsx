"use client";

import { useParams } from "next/navigation";
import { useTranslations } from "use-intl";
import { PageLink } from "../ui/page-link";
import { SafeText } from "../ui/safe-text";

/** No such task here: says where Muster looked. */
export function TaskNotFound() {
  const t = useTranslations("noTask");
  const { connection, taskId } = useParams<{ connection?: string; taskId?: string }>();
  return (
    <section className="card">
      <div className="mid">
        <span className="n404">404</span>
        <h1>{t.rich("title", { id: () => <SafeText text={taskId ?? ""} /> })}</h1>
        <p>{t("text", { connection: connection ?? "" })}</p>
        <PageLink className="btn" href={`/c/${connection}/tasks`}>
          {t("allTasks")}
        </PageLink>
      </div>
    </section>
  );
}
