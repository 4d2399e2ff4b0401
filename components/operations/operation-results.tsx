"use client";

import { useTranslations } from "use-intl";
import type { TargetResult } from "@/lib/contracts/operations";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icons";
import { DeviceId } from "../ui/id-text";
import { SafeText } from "../ui/safe-text";
import { useServerText } from "../ui/use-server-text";

const looks: Record<TargetResult["status"], { tone: string; icon: IconName; rank: number }> = {
  failure: { tone: "fail", icon: "fail", rank: 0 },
  unknown: { tone: "retry", icon: "retrywait", rank: 1 },
  success: { tone: "success", icon: "success", rank: 2 },
};

/** One line a device, those refused first. */
export function OperationResults({ results }: { results: readonly TargetResult[] }) {
  const t = useTranslations("operation");
  const inWords = useServerText();
  if (results.length === 0) return null;
  const sorted = [...results].sort((a, b) => looks[a.status].rank - looks[b.status].rank);
  return (
    <table className="mini">
      <caption className="sr">{t("resultsCaption")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("device")}</th>
          <th scope="col">{t("answer")}</th>
          <th scope="col">{t("platformSays")}</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((result) => (
          <tr key={result.target}>
            <td>
              <DeviceId id={result.target} />
            </td>
            <td>
              <span className={`st bare s-${looks[result.status].tone}`}>
                <Icon name={looks[result.status].icon} />
                {t(`result.${result.status}`)}
              </span>
            </td>
            <td className="any">
              {result.errorCode && <span className="mono">{result.errorCode} </span>}
              {result.errorMessage && <SafeText text={inWords(result.errorMessage)} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
