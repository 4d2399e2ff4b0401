"use client";

import { useTranslations } from "use-intl";
import { copyText } from "@/lib/client/clipboard";
import { Icon } from "./icon";
import { showToast } from "./toast";

/** Copies and says how it went. */
export function useCopy(): (text: string, said?: string) => Promise<void> {
  const t = useTranslations("common");
  return async (text, said) => {
    const copied = await copyText(text);
    showToast(
      copied
        ? { text: said ?? t("copied"), icon: "check", tone: "success" }
        : { text: t("notCopied"), icon: "warn", tone: "waiting" },
    );
  };
}

export function CopyButton({ text, label, className }: { text: string; label: string; className?: string }) {
  const copy = useCopy();
  return (
    <button
      type="button"
      className={`iconbtn ${className ?? ""}`}
      aria-label={label}
      title={label}
      onClick={() => void copy(text)}
    >
      <Icon name="copy" size="s" />
    </button>
  );
}
