"use client";

import { useTranslations } from "use-intl";
import { ApiError } from "@/lib/client/api-error";

/** What to say about a refused sign-in; never whether the account exists. */
export function useSignInError(): (error: unknown, wrong: string) => string {
  const t = useTranslations("signIn");
  return (error, wrong) => {
    if (!(error instanceof ApiError)) return t("failed");
    if (error.code === "unauthenticated" || error.code === "invalid_input") return wrong;
    if (error.code === "too_many_requests") {
      return error.retryAfterSeconds ? t("waitSeconds", { seconds: error.retryAfterSeconds }) : t("wait");
    }
    return error.code === "network" ? t("noAnswer") : t("failed");
  };
}
