"use client";

import { useTranslations } from "use-intl";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icons";
import type { TestVerdict } from "./judge-test";

const looks: Record<TestVerdict, { tone: string; icon: IconName }> = {
  good: { tone: "success", icon: "success" },
  warning: { tone: "retry", icon: "warn" },
  partly: { tone: "retry", icon: "partial" },
  bad: { tone: "fail", icon: "fail" },
};

/** What a test came to, in a word. */
export function VerdictMark({ verdict }: { verdict: TestVerdict }) {
  const t = useTranslations("settings");
  const { tone, icon } = looks[verdict];
  return (
    <span className={`st bare s-${tone}`}>
      <Icon name={icon} />
      {t(`verdict.${verdict}`)}
    </span>
  );
}
