"use client";

import { useRouter } from "next/navigation";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { Icon } from "../ui/icon";

const taskId = /^[0-9a-f]{24}$/i;

/** A task ID opens the task; anything else filters the list by name. */
export function SearchBox({ connection }: { connection: string }) {
  const t = useTranslations("shell");
  const router = useRouter();
  const id = useId();
  return (
    <search className="grow">
      <form
        className="find"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = String(new FormData(event.currentTarget).get("q") ?? "").trim();
          const base = `/c/${connection}/tasks`;
          if (taskId.test(typed)) router.push(`${base}/${typed.toLowerCase()}`);
          else router.push(typed ? `${base}?${new URLSearchParams({ q: typed.slice(0, 128) })}` : base);
        }}
      >
        <Icon name="search" />
        <label className="sr" htmlFor={id}>
          {t("search")}
        </label>
        <input
          id={id}
          name="q"
          type="search"
          autoComplete="off"
          spellCheck={false}
          placeholder={t("searchHint")}
          data-search=""
        />
        <span className="kbd" aria-hidden="true">
          /
        </span>
      </form>
    </search>
  );
}
