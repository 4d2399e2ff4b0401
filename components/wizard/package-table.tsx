"use client";

import { useTranslations } from "use-intl";
import type { UpgradePackage } from "@/lib/contracts/pickers";
import { Moment } from "../time/moment";
import { Icon } from "../ui/icon";
import { SafeText } from "../ui/safe-text";

interface PackageTableProps {
  packages: readonly UpgradePackage[];
  chosen: UpgradePackage | null;
  waiting: boolean;
  searched: boolean;
  describedBy: string | undefined;
  onChoose: (entry: UpgradePackage) => void;
}

/** Packages as rows of radio buttons; a chosen one that the search hides stays on top. */
export function PackageTable({
  packages,
  chosen,
  waiting,
  searched,
  describedBy,
  onChoose,
}: PackageTableProps) {
  const t = useTranslations("wizard");
  const hidden = chosen && !packages.some((each) => each.packageId === chosen.packageId) ? [chosen] : [];
  const rows = [...hidden, ...packages];
  if (rows.length === 0) {
    return (
      <div className="mid" id="w-package" tabIndex={-1} aria-busy={waiting}>
        {waiting ? (
          <p role="status">{t("readingPackages")}</p>
        ) : (
          <>
            <Icon name="package" size="l" />
            <h3>{t(searched ? "noPackageMatches" : "noPackages")}</h3>
            <p>{t(searched ? "noPackageMatchesText" : "noPackagesText")}</p>
          </>
        )}
      </div>
    );
  }
  return (
    <div
      role="radiogroup"
      id="w-package"
      tabIndex={-1}
      aria-labelledby="package-title"
      aria-describedby={describedBy}
    >
      <table className="packages evenly">
        <caption className="sr">{t("packageTitle")}</caption>
        <colgroup>
          <col style={{ width: 44 }} />
          <col />
          <col />
          <col className="pk-sources" />
          <col className="pk-date" style={{ width: 130 }} />
        </colgroup>
        <thead className="ruled">
          <tr>
            <th scope="col">
              <span className="sr">{t("choose")}</span>
            </th>
            <th scope="col">{t("version")}</th>
            <th scope="col">{t("product")}</th>
            <th scope="col" className="pk-sources">
              {t("sources")}
            </th>
            <th scope="col" className="pk-date">
              {t("date")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((entry) => (
            <PackageRow
              key={entry.packageId}
              entry={entry}
              chosen={entry.packageId === chosen?.packageId}
              onChoose={onChoose}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PackageRowProps {
  entry: UpgradePackage;
  chosen: boolean;
  onChoose: (entry: UpgradePackage) => void;
}

function PackageRow({ entry, chosen, onChoose }: PackageRowProps) {
  const t = useTranslations("wizard");
  const id = `package-${entry.packageId}`;
  return (
    <tr data-row={entry.packageId} className={chosen ? "sel" : undefined}>
      <td>
        <input
          type="radio"
          className="rd"
          name="package"
          id={id}
          checked={chosen}
          onChange={() => onChoose(entry)}
        />
      </td>
      <td>
        <label htmlFor={id} className="block">
          <span className="name">
            <SafeText text={entry.version} />
          </span>
          <span className="sub ell">
            {entry.description ? (
              <SafeText text={entry.description} />
            ) : (
              <span className="mono">{entry.packageId}</span>
            )}
          </span>
        </label>
      </td>
      <td>
        <label htmlFor={id} className="block">
          {entry.productName ? <SafeText text={entry.productName} /> : t("anyProduct")}
          {entry.productId && <span className="sub mono ell">{entry.productId}</span>}
        </label>
      </td>
      <td className="pk-sources soft">
        {entry.sourceVersions.length > 0 ? (
          <SafeText text={entry.sourceVersions.join(", ")} />
        ) : (
          t("anySource")
        )}
      </td>
      <td className="pk-date">{entry.createdAt && <Moment at={entry.createdAt} />}</td>
    </tr>
  );
}
