"use client";

import { useTranslations } from "use-intl";
import type { Advice, CauseNote, Verdict } from "@/lib/contracts/advice";
import { causeVerdict } from "@/lib/domain/cause-verdict";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icons";
import { SafeText } from "../ui/safe-text";
import { useWords } from "../ui/use-words";

const verdictIcons: Record<Verdict, IconName> = {
  retry_helps: "retry",
  check_first: "eye",
  fix_first: "lock",
};

/** Verdict and what to do, the team's own words first; a cause nobody has written about says so. */
export function AdviceText({ advice, note = null }: { advice: Advice | null; note?: CauseNote | null }) {
  const t = useTranslations("causes");
  const ofCode = useWords("upstream");
  const ofText = useWords("advice");
  const verdict = causeVerdict({ advice, note });
  if (!advice && !note) return <span className="mute">{t("noAdvice")}</span>;
  return (
    <>
      {verdict && (
        <>
          <span className="adv">
            <Icon name={verdictIcons[verdict]} size="s" />
            {t(`verdicts.${verdict}`)}
          </span>{" "}
        </>
      )}
      {note && (
        <span className="teamnote" title={t("noteBy", { name: note.by.name })}>
          <SafeText text={note.text} multiline />
        </span>
      )}
      {advice && (
        <span className={note ? "builtin" : undefined}>
          {ofCode(`${advice.key}.hint`) ?? ofText(advice.key)}
        </span>
      )}
    </>
  );
}
