"use client";

import { useTranslations } from "use-intl";
import type { Advice } from "@/lib/contracts/advice";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icons";
import { useWords } from "../ui/use-words";

const verdictIcons: Record<Advice["verdict"], IconName> = {
  retry_helps: "retry",
  check_first: "eye",
  fix_first: "lock",
};

/** Verdict and what to do; a cause nobody has written about says so. */
export function AdviceText({ advice }: { advice: Advice | null }) {
  const t = useTranslations("task");
  const ofCode = useWords("upstream");
  const ofText = useWords("advice");
  if (!advice) return <span className="mute">{t("noAdvice")}</span>;
  return (
    <>
      <span className="adv">
        <Icon name={verdictIcons[advice.verdict]} size="s" />
        {t(`verdict.${advice.verdict}`)}
      </span>{" "}
      {ofCode(`${advice.key}.hint`) ?? ofText(advice.key)}
    </>
  );
}
