"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import type { FileList } from "@/lib/contracts/files";
import { workbookLimits } from "@/lib/contracts/workbooks";
import { Moment } from "../time/moment";
import { SafeText } from "../ui/safe-text";
import { useFormatNumber } from "../ui/use-format";
import { type FileRow, findNextToGo } from "./file-rows";
import { type ReadMoment, useTimeLeft } from "./time-left";

interface FileCardsProps {
  /** Undefined while it is not known what is on the platform. */
  list: FileList | undefined;
  rows: readonly FileRow[];
  read: ReadMoment;
  /** Rows of a workbook the connection takes; null: the platform's own limit. */
  maxRows: number | null;
}

/** How many places are taken, what a file may be, and what other tools have put there. */
export function FileCards({ list, rows, read, maxRows }: FileCardsProps) {
  return (
    <div className="filecards">
      <PlacesCard slots={list?.slots} rows={rows} read={read} />
      <LimitsCard maxRows={maxRows} />
      <OutsideCard rows={list && rows} />
    </div>
  );
}

type PlacesCardProps = Pick<FileCardsProps, "rows" | "read"> & { slots: FileList["slots"] | undefined };

function PlacesCard({ slots, rows, read }: PlacesCardProps) {
  const t = useTranslations("files");
  const title = useId();
  const { used, of } = slots ?? { used: null, of: workbookLimits.stored };
  const cells = Array.from({ length: of }, (_, index) => index);
  const strong = (text: React.ReactNode) => <b>{text}</b>;
  return (
    <section className="card" aria-labelledby={title}>
      <h2 id={title}>{t("places.title")}</h2>
      <p>{used === null ? t("places.unknown", { of }) : t.rich("places.used", { used, of, b: strong })}</p>
      <div className="slots" aria-hidden="true">
        {cells.map((cell) => (
          <i key={cell} className={cell < (used ?? 0) ? "on" : ""} />
        ))}
      </div>
      {slots && slots.used >= slots.of && <p className="med">{t("places.full")}</p>}
      <NextFree rows={rows} read={read} />
      <p className="mute">{t("places.text")}</p>
    </section>
  );
}

/** What frees a place, and when. */
function NextFree({ rows, read }: Pick<FileCardsProps, "rows" | "read">) {
  const t = useTranslations("files");
  const words = useTimeLeft(read);
  const next = findNextToGo(rows);
  const left = next && words(next.expiresAt);
  if (!next || !left) return null;
  return (
    <p className="soft any">
      {t.rich("places.next", {
        left,
        at: () => <Moment at={next.expiresAt} />,
        name: () => <SafeText text={next.name} />,
      })}
    </p>
  );
}

function LimitsCard({ maxRows }: Pick<FileCardsProps, "maxRows">) {
  const t = useTranslations("files");
  const number = useFormatNumber();
  const title = useId();
  return (
    <section className="card" aria-labelledby={title}>
      <h2 id={title}>{t("limits.title")}</h2>
      <dl className="kv">
        <dt>{t("limits.size")}</dt>
        <dd>{t("limits.megabytes", { count: workbookLimits.bytes / 1024 / 1024 })}</dd>
        <dt>{t("limits.rows")}</dt>
        <dd>
          {number(maxRows ?? workbookLimits.rows)}{" "}
          {maxRows !== null && <span className="mute">{t("limits.setInSettings")}</span>}
        </dd>
        <dt>{t("limits.formats")}</dt>
        <dd>
          {t("limits.kinds")} <span className="mute">{t("limits.unchecked")}</span>
        </dd>
      </dl>
    </section>
  );
}

const namedAtMost = 3;

function OutsideCard({ rows }: { rows: readonly FileRow[] | undefined }) {
  const t = useTranslations("files");
  const title = useId();
  const outside = rows?.filter((row) => row.outside) ?? [];
  const [first] = outside;
  const strong = (text: React.ReactNode) => <b>{text}</b>;
  return (
    <section className="card" aria-labelledby={title}>
      <h2 id={title}>{t("others.title")}</h2>
      <p>{rows ? t.rich("others.count", { count: outside.length, b: strong }) : t("others.unknown")}</p>
      {first && (
        <ul className="mute any">
          {outside.slice(0, namedAtMost).map(({ id, name }) => (
            <li key={id}>
              <SafeText text={name} />
            </li>
          ))}
          {outside.length > namedAtMost && (
            <li>{t("others.more", { count: outside.length - namedAtMost })}</li>
          )}
        </ul>
      )}
      <p className="mute">{t(first ? "others.text" : "others.none")}</p>
    </section>
  );
}
