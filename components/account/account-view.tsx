"use client";

import { useTranslations } from "use-intl";
import { PasswordCard } from "./password-card";
import { SecondFactorCard } from "./second-factor-card";

/** What a person changes about their own way in. */
export function AccountView({ secondFactor }: { secondFactor: boolean }) {
  const t = useTranslations("account");
  return (
    <>
      <div className="headrow">
        <h1>{t("title")}</h1>
      </div>
      <div className="account">
        <PasswordCard />
        <SecondFactorCard on={secondFactor} />
      </div>
    </>
  );
}
