"use client";

import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { checkSession } from "@/lib/client/session-queries";
import { Icon } from "../ui/icon";

/** Signing in happens in a tab of its own; when the reader comes back, the frame looks whether it worked. */
export function EmbedSignIn({ next }: { next: string | null }) {
  const t = useTranslations("signIn");
  useEffect(() => {
    const look = async () => {
      if (document.visibilityState !== "visible" || !next) return;
      if (await checkSession()) window.location.replace(next);
    };
    window.addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      window.removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [next]);
  const outside = next?.replace(/^\/embed/, "") ?? "/";
  return (
    <main className="lone">
      <title>{t("pageTitle")}</title>
      <section className="card mid">
        <Icon name="lock" size="l" />
        <h1>{t("frameTitle")}</h1>
        <p>{t("frameText")}</p>
        <a
          className="btn primary"
          href={`/login?next=${encodeURIComponent(outside)}`}
          target="_blank"
          rel="noopener"
        >
          {t("signIn")}
          <Icon name="external" size="s" />
        </a>
      </section>
    </main>
  );
}
