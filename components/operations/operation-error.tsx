"use client";

import { useTranslations } from "use-intl";
import type { OperationError as Fault } from "@/lib/contracts/operations";
import { Banner } from "../ui/banner";
import { useHint } from "../ui/problem-details";
import { SafeText } from "../ui/safe-text";
import { useServerText } from "../ui/use-server-text";

/** Why a write could not be carried out, with what the platform said. */
export function OperationError({ error }: { error: Fault }) {
  const t = useTranslations("problem");
  const hint = useHint()(error);
  const inWords = useServerText();
  return (
    <Banner tone="fail" icon="fail" title={t(error.code)}>
      <p>
        <SafeText text={inWords(error.detail)} />
      </p>
      {hint && (
        <p>
          <SafeText text={hint} />
        </p>
      )}
      {error.upstream && (
        <div className="facts">
          {error.missingPermission && (
            <span>
              <span>{t("missingPermission")}</span> <span className="mono">{error.missingPermission}</span>
            </span>
          )}
          {error.upstream.errorCode && (
            <span>
              <span>{t("platformCode")}</span> <span className="mono">{error.upstream.errorCode}</span>
            </span>
          )}
          {error.upstream.errorMessage && (
            <span>
              <span>{t("platformMessage")}</span> <SafeText text={error.upstream.errorMessage} />
            </span>
          )}
          <span>
            <span>{t("platformRequest")}</span>{" "}
            <span className="mono">{error.upstream.requestId ?? t("noRequestId")}</span>
          </span>
        </div>
      )}
    </Banner>
  );
}
