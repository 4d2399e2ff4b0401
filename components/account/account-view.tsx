"use client";

import { PasswordCard } from "./password-card";
import { SecondFactorCard } from "./second-factor-card";

/** What a person changes about their own way in. */
export function AccountView({ secondFactor }: { secondFactor: boolean }) {
  return (
    <div className="account">
      <PasswordCard />
      <SecondFactorCard on={secondFactor} />
    </div>
  );
}
