"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { disableSecondFactor, prepareSecondFactor } from "@/lib/client/session-queries";
import { useRefresh } from "@/lib/client/use-refresh";
import type { TwoFactorSecret } from "@/lib/contracts/sign-in";
import { Icon } from "../ui/icon";
import { showToast } from "../ui/toast";
import { ProvePassword } from "./prove-password";
import { SecondFactorSetup } from "./second-factor-setup";

/** Off, being set up, or on; what is set up counts once a code made from it was right. */
export function SecondFactorCard({ on }: { on: boolean }) {
  const t = useTranslations("account");
  const refresh = useRefresh();
  const [secret, setSecret] = useState<TwoFactorSecret | null>(null);
  const finish = (text: string) => {
    setSecret(null);
    showToast({ text, icon: "check", tone: "success" });
    refresh();
  };
  return (
    <section className="card" aria-labelledby="factor-title">
      <header>
        <h2 id="factor-title">{t("secondFactor")}</h2>
        {on ? (
          <span className="st bare s-success">
            <Icon name="check" />
            {t("on")}
          </span>
        ) : (
          <span className="tag">{t("off")}</span>
        )}
      </header>
      <div className="pad">
        {secret ? (
          <SecondFactorSetup
            secret={secret}
            onDone={() => finish(t("switchedOn"))}
            onCancel={() => setSecret(null)}
          />
        ) : (
          <ProvePassword
            key={on ? "on" : "off"}
            text={t(on ? "onText" : "offText")}
            action={t(on ? "switchOff" : "setUp")}
            act={async (password) => {
              if (!on) return setSecret(await prepareSecondFactor(password));
              await disableSecondFactor(password);
              finish(t("switchedOff"));
            }}
          />
        )}
      </div>
    </section>
  );
}
