"use client";

import { useTranslations } from "use-intl";
import type { CauseCount } from "@/lib/contracts/subtasks";
import { describePattern } from "@/lib/domain/failure-cause";
import { SafeText } from "../ui/safe-text";
import { useFormatNumber } from "../ui/use-format";

/** The rule that made the groups, and what each of them has in common. */
export function FailureGrouping({ causes }: { causes: readonly CauseCount[] }) {
  const t = useTranslations("causes");
  const number = useFormatNumber();
  return (
    <div className="grouping">
      <p className="soft">{t("rule")}</p>
      <dl>
        {causes.map((cause) => (
          <div key={cause.cause}>
            <dt>{number(cause.count)}</dt>
            <dd>
              <Common cause={cause} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Common({ cause: { code, message } }: { cause: CauseCount }) {
  const t = useTranslations("causes");
  if (code !== null) return t.rich("byCode", { code: () => <Verbatim text={code} /> });
  if (message === null) return t("byNothing");
  return t.rich("byText", { pattern: () => <Verbatim text={describePattern(message)} /> });
}

function Verbatim({ text }: { text: string }) {
  return (
    <code>
      <SafeText text={text} />
    </code>
  );
}
