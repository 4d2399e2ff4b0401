"use client";

import { useTranslations } from "use-intl";

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
        <FailMark />
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

/** The icon `fail`, drawn here: every page carries this one for the case that it fails, and not all icons once more. */
function FailMark() {
  return (
    <svg className="i l" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d="M8 1.1 14.9 8 8 14.9 1.1 8z"
        fill="currentColor"
        stroke="currentColor"
        strokeLinejoin="round"
      />
      <path d="M6 6l4 4M10 6l-4 4" stroke="var(--cut,#fff)" strokeWidth="1.7" strokeLinecap="round" />
    </svg>
  );
}
