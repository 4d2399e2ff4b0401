"use client";

import { useTranslations } from "use-intl";
import { Icon } from "../ui/icon";

export interface PageErrorProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** A page that could not be made; its digest is in the log too. */
export function PageError({ error, reset }: PageErrorProps) {
  const t = useTranslations("errorPage");
  return (
    <main className="lone">
      <section className="card mid" role="alert">
        <Icon name="fail" size="l" />
        <h1>{t("title")}</h1>
        <p>{t("text")}</p>
        {error.digest && <p className="mono mute">{t("reference", { digest: error.digest })}</p>}
        <button type="button" className="btn primary" onClick={reset}>
          {t("again")}
        </button>
      </section>
    </main>
  );
}
