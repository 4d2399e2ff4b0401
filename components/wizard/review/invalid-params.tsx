"use client";

import { useTranslations } from "use-intl";
import { changeAddress } from "@/lib/client/address";
import type { ApiError } from "@/lib/client/api-error";
import { SafeText } from "../../ui/safe-text";
import { useServerText } from "../../ui/use-server-text";
import { useWords } from "../../ui/use-words";
import { stepOf } from "../validate-draft";

const mostShown = 10;

/** What the server has against single fields, each with the way to its step. */
export function InvalidParams({ draftId, error }: { draftId: string; error: ApiError }) {
  const t = useTranslations("review");
  const field = useWords("field");
  const inWords = useServerText();
  const params = error.problem?.invalidParams ?? [];
  if (params.length === 0) return null;
  return (
    <ul className="w-full">
      {params.slice(0, mostShown).map(({ path, message }) => {
        const address = `?draft=${draftId}&step=${stepOf(path)}`;
        const place = path.replace(/\.\d+(?=\.|$)/g, "").replaceAll(".", "_");
        return (
          <li key={`${path} ${message}`}>
            <a
              href={address}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                changeAddress(address, "push");
              }}
            >
              {field(place) ?? path}
            </a>
            {t("colon")}
            <SafeText text={inWords(message)} />
          </li>
        );
      })}
      {params.length > mostShown && <li>{t("moreParams", { count: params.length - mostShown })}</li>}
    </ul>
  );
}
