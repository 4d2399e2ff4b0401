"use client";

import { useRouter } from "next/navigation";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { Banner } from "../ui/banner";

/** A legacy platform has no list (sheet §13.6): what stands here, and the way to everything else. */
export function LegacyNotice({ root }: { root: string }) {
  const t = useTranslations("tasks");
  const router = useRouter();
  const id = useId();
  return (
    <Banner tone="waiting" icon="message" className="incard" title={t("legacyTitle")}>
      <p>{t("legacyText")}</p>
      <form
        className="row tight mt-2"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = String(new FormData(event.currentTarget).get("task") ?? "").trim();
          if (typed !== "") router.push(`${root}/tasks/${encodeURIComponent(typed)}`);
        }}
      >
        <label className="small whitespace-nowrap" htmlFor={id}>
          {t("openById")}
        </label>
        <span className="input low max-w-90 grow">
          <input
            id={id}
            name="task"
            className="mono"
            autoComplete="off"
            spellCheck={false}
            required
            maxLength={64}
            pattern="[A-Za-z0-9_\-]+"
          />
        </span>
        <button type="submit" className="btn sm">
          {t("open")}
        </button>
      </form>
    </Banner>
  );
}
