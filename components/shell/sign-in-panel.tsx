"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { checkSession } from "@/lib/client/session-queries";
import { Moment } from "../time/moment";
import { Icon } from "../ui/icon";

/** The way to sign in again in another tab; looks whether somebody did when the person comes back. */
export function SignInPanel({ since }: { since: Date }) {
  const t = useTranslations("shell");
  const queryClient = useQueryClient();
  const [checking, setChecking] = useState(false);
  useEffect(() => {
    const check = async () => {
      if (document.visibilityState !== "visible") return;
      setChecking(true);
      const back = await checkSession();
      setChecking(false);
      if (back) await queryClient.invalidateQueries();
    };
    window.addEventListener("focus", check);
    document.addEventListener("visibilitychange", check);
    return () => {
      window.removeEventListener("focus", check);
      document.removeEventListener("visibilitychange", check);
    };
  }, [queryClient]);
  const here = typeof window === "undefined" ? "/" : window.location.pathname.replace(/^\/embed/, "");
  return (
    <div className="gate">
      <div className="pop" role="alertdialog" aria-labelledby="gate-title" aria-describedby="gate-text">
        <Icon name="lock" size="l" />
        <h2 id="gate-title">{t("gateTitle")}</h2>
        <p id="gate-text">{t.rich("gateText", { time: () => <Moment at={since.toISOString()} /> })}</p>
        <a
          className="btn primary"
          href={`/login?next=${encodeURIComponent(here)}`}
          target="_blank"
          rel="noopener"
          aria-busy={checking}
          ref={(link) => link?.focus()}
        >
          {t("signIn")}
          <Icon name="external" size="s" />
        </a>
      </div>
    </div>
  );
}
