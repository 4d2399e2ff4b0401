"use client";

import { useTranslations } from "use-intl";
import { ApiError } from "@/lib/client/api-error";

/** The field the server refuses, by its name in the body; null when it is no field's fault. */
export function refusedField(error: unknown): string | null {
  return error instanceof ApiError ? (error.problem?.invalidParams?.[0]?.path ?? null) : null;
}

/** What to say about an act on the own account that failed for another reason than what was typed. */
export function useAccountError(): (error: unknown) => string {
  const t = useTranslations("account");
  const signIn = useTranslations("signIn");
  return (error) => {
    if (!(error instanceof ApiError)) return t("failed");
    if (error.code === "unauthenticated") return t("sessionEnded");
    if (error.code === "conflict") return t("otherWay");
    if (error.code === "network") return signIn("noAnswer");
    if (error.code !== "too_many_requests") return t("failed");
    const seconds = error.retryAfterSeconds;
    return seconds === null ? signIn("wait") : signIn("waitSeconds", { seconds });
  };
}
