"use client";

import { useTranslations } from "use-intl";
import type { Operation } from "@/lib/contracts/operations";
import { SafeText } from "../ui/safe-text";

/** Why it was asked for, where that is told. */
export function OperationReason({ operation: { reason } }: { operation: Operation }) {
  const t = useTranslations("operation");
  if (reason === undefined) return null;
  return <p className="small soft any">{t.rich("reason", { text: () => <SafeText text={reason} /> })}</p>;
}
