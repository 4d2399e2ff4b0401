"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import { workbookLimits } from "@/lib/contracts/workbooks";
import { Moment } from "../time/moment";
import { SafeText } from "../ui/safe-text";
import { useFormatNumber } from "../ui/use-format";
import { type FileRow, findNextToGo } from "./file-rows";
import { type ReadMoment, useTimeLeft } from "./time-left";
import type { Files } from "./use-files";

interface FileCardsProps {
  files: Files;
  rows: readonly FileRow[];
  /** Rows of a workbook the connection takes; null: the platform's own limit. */
  maxRows: number | null;
}

/** How many places are taken, what a file may be, and what other tools have put there. */
export function FileCards({ files, rows, maxRows }: FileCardsProps) {
  return (
    <div className="filecards">
      <PlacesCard files={files} rows={rows} />
      <LimitsCard maxRows={maxRows} />
      <OutsideCard files={files} rows={rows} />
    </div>
  );
}

function PlacesCard({ files, rows }: Omit<FileCardsProps, "maxRows">) {
  const t = useTranslations("files");
  const title = useId();
  const { list, known, read } = files;
  const { used, of } = list?.slots ?? { used: 0, of: workbookLimits.stored };
  const cells = Array.from({ length: of }, (_, index) => index);
  const strong = (text: React.ReactNode) => <b>{text}</b>;
  return (
    <section className="card" aria-labelledby={title}>
      <h2 id={title}>{t("places.title")}</h2>
      {files.isPending ? (
        <Loading />
      ) : (
        <p>{t.rich(known === "own" ? "places.unknown" : "places.used", { used, of, b: strong })}</p>
      )}
      <div className="slots" aria-hidden="true">
        {cells.map((cell) => (
          <i key={cell} className={cell < used ? "on" : ""} />
        ))}
      </div>
      {known !== "own" && used >= of && (
        <p className="med">{t(rows.some(isOurs) ? "places.fullWithOurs" : "places.full")}</p>
      )}
      <NextFree rows={rows} read={read} />
      <p className="mute">{t("places.text")}</p>
    </section>
  );
}

const isOurs = ({ onPlatform, outside }: FileRow) => onPlatform !== null && !outside;

/** What frees a place, and when. */
function NextFree({ rows, read }: { rows: readonly FileRow[]; read: ReadMoment }) {
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

function OutsideCard({ files: { known, isPending }, rows }: Omit<FileCardsProps, "maxRows">) {
  const t = useTranslations("files");
  const title = useId();
  const outside = rows.filter((row) => row.outside);
  const [first] = outside;
  const strong = (text: React.ReactNode) => <b>{text}</b>;
  return (
    <section className="card" aria-labelledby={title}>
      <h2 id={title}>{t("others.title")}</h2>
      {isPending ? (
        <Loading />
      ) : (
        <p>
          {known === "own"
            ? t("others.unknown")
            : t.rich("others.count", { count: outside.length, b: strong })}
        </p>
      )}
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

function Loading() {
  return (
    <p>
      <span className="skel" style={{ width: "40%" }} />
    </p>
  );
}
