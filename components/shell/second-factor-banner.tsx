"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { rememberView } from "@/lib/client/view-cookie";
import { offerLaterCookie } from "@/lib/i18n/locales";
import { Icon } from "../ui/icon";
import { PageLink } from "../ui/page-link";

const putOffDays = 30;

/** A strip that leads to the account page; one that is only an offer can be put off. */
export function SecondFactorBanner({ offer }: { offer: "offered" | "needed" }) {
  const t = useTranslations("shell");
  const [putOff, setPutOff] = useState(false);
  if (putOff) return null;
  const text = t(offer === "offered" ? "protect" : "protectNeeded");
  return (
    <aside className="protect" aria-label={text}>
      <Icon name="lock" size="s" />
      <PageLink href="/settings/account">{text}</PageLink>
      {offer === "offered" && (
        <button
          type="button"
          className="linkbtn"
          onClick={() => {
            rememberView(offerLaterCookie, "1", putOffDays);
            setPutOff(true);
          }}
        >
          {t("protectLater")}
        </button>
      )}
    </aside>
  );
}
