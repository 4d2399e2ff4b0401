"use client";

import { useTranslations } from "use-intl";
import { pageSizes } from "@/lib/domain/url-state";
import { Icon } from "./icon";
import { pageWindow } from "./page-window";
import { useFormatNumber } from "./use-format";

interface PagerProps {
  page: number;
  pages: number;
  size: number;
  /** What the rows are counted as: "1–50 of 214". */
  summary: string;
  /** A field to go to any page, for long tables. */
  jump?: boolean;
  onPage: (page: number) => void;
  /** Somebody is about to go there. */
  onAim?: (page: number) => void;
  /** Left out, the size is fixed. */
  onSize?: (size: number) => void;
}

export function Pager({ page, pages, size, summary, jump, onPage, onAim, onSize }: PagerProps) {
  const t = useTranslations("common");
  const number = useFormatNumber();
  const sizes = [...new Set([...pageSizes, size])].sort((a, b) => a - b);
  return (
    <div className="tfoot">
      <span>{summary}</span>
      <span className="grow" />
      {onSize && (
        <label className="row">
          {t("rows")}
          <select className="chip" value={size} onChange={(event) => onSize(Number(event.target.value))}>
            {sizes.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
      )}
      <nav className="pager" aria-label={t("pages")}>
        <Step
          label={t("previousPage")}
          icon="left"
          to={page - 1}
          off={page <= 1}
          onPage={onPage}
          onAim={onAim}
        />
        {pageWindow(page, pages).map((entry) =>
          typeof entry === "string" ? (
            <span key={entry}>…</span>
          ) : (
            <button
              key={entry}
              type="button"
              aria-label={t("pageNumber", { page: entry })}
              aria-current={entry === page ? "page" : undefined}
              onPointerDown={() => onAim?.(entry)}
              onClick={() => onPage(entry)}
            >
              {number(entry)}
            </button>
          ),
        )}
        <Step
          label={t("nextPage")}
          icon="right"
          to={page + 1}
          off={page >= pages}
          onPage={onPage}
          onAim={onAim}
        />
      </nav>
      {jump && pages > 7 && <Jump pages={pages} onPage={onPage} />}
    </div>
  );
}

interface StepProps {
  label: string;
  icon: "left" | "right";
  to: number;
  off: boolean;
  onPage: (page: number) => void;
  onAim?: (page: number) => void;
}

function Step({ label, icon, to, off, onPage, onAim }: StepProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={off}
      data-step={icon}
      onPointerDown={() => {
        if (!off) onAim?.(to);
      }}
      onClick={() => {
        if (!off) onPage(to);
      }}
    >
      <Icon name={icon} size="s" />
    </button>
  );
}

function Jump({ pages, onPage }: { pages: number; onPage: (page: number) => void }) {
  const t = useTranslations("common");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = Number(new FormData(event.currentTarget).get("page"));
        if (Number.isInteger(wanted) && wanted >= 1) onPage(Math.min(wanted, pages));
      }}
    >
      <label className="row tight">
        {t("goTo")}
        <span className="input low jump">
          <input
            name="page"
            inputMode="numeric"
            pattern="[0-9]*"
            autoComplete="off"
            placeholder={t("page")}
          />
        </span>
      </label>
    </form>
  );
}
