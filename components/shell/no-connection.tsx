"use client";

import { useTranslations } from "use-intl";
import { signOut } from "@/lib/client/session-queries";
import type { CallerInfo } from "@/lib/contracts/session";
import { Icon } from "../ui/icon";

/** Signed in, but without a role on any connection. */
export function NoConnection({ caller }: { caller: CallerInfo }) {
  const t = useTranslations("shell");
  const leave = () => {
    void signOut().finally(() => window.location.assign("/login"));
  };
  return (
    <main className="lone">
      <section className="card mid">
        <Icon name="lock" size="l" />
        <h1>{t("noRoleTitle")}</h1>
        <p>{t("noRoleText", { who: caller.email ?? caller.name })}</p>
        <button type="button" className="btn" onClick={leave}>
          {t("signOut")}
        </button>
      </section>
    </main>
  );
}
