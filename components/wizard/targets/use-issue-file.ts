"use client";

import { useTranslations } from "use-intl";
import type { DeskClient } from "./desk-client";

/** Hands over a file with everything that is not sent as it was written; made where the list is. */
export function useIssueFile(desk: () => DeskClient): () => Promise<void> {
  const t = useTranslations("wizard");
  return async () => {
    const file = await desk().ask({
      kind: "issues",
      words: {
        headings: [
          t("issues.line"),
          t("issues.value"),
          t("issues.problem"),
          t("ids.atCharacter"),
          t("ids.character"),
          t("ids.firstLine"),
        ],
        kinds: {
          space: t("ids.kind.space"),
          character: t("ids.kind.character"),
          too_long: t("ids.kind.tooLong"),
          repeat: t("ids.kind.repeat"),
        },
      },
    });
    const address = URL.createObjectURL(file);
    const link = document.createElement("a");
    link.href = address;
    link.download = "device-ids.csv";
    link.click();
    // The browser has taken it by then.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };
}
