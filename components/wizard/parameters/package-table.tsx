"use client";

import { useTranslations } from "use-intl";
import type { UpgradePackage } from "@/lib/contracts/pickers";
import { Moment } from "../../time/moment";
import { Icon } from "../../ui/icon";
import { SafeText } from "../../ui/safe-text";

interface PackageTableProps {
  packages: readonly UpgradePackage[];
  chosen: readonly UpgradePackage[];
  /** Several may be chosen. */
  several: boolean;
  /** No more fit. */
  full: boolean;
  withModule: boolean;
  waiting: boolean;
  searched: boolean;
  describedBy: string | undefined;
  onChoose: (entry: UpgradePackage, isChosen: boolean) => void;
}

/** Packages as rows of radio buttons, or of boxes; chosen ones that the search hides stay on top. */
export function PackageTable(props: PackageTableProps) {
  const { packages, chosen, several, full, withModule, waiting, searched, describedBy, onChoose } = props;
  const t = useTranslations("wizard");
  const p = useTranslations("parameters");
  const isChosen = (entry: UpgradePackage) => chosen.some((each) => each.packageId === entry.packageId);
  const hidden = chosen.filter((each) => !packages.some(({ packageId }) => packageId === each.packageId));
  const rows = [...hidden, ...packages];
  if (rows.length === 0) {
    return (
      <div className="mid" aria-busy={waiting}>
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
    <fieldset className="min-w-0" aria-describedby={describedBy}>
      <legend className="sr">{t("packageTitle")}</legend>
      <table className="packages evenly">
        <caption className="sr">{t("packageTitle")}</caption>
        <colgroup>
          <col style={{ width: 44 }} />
          <col />
          {withModule && <col />}
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
            {withModule && <th scope="col">{p("module")}</th>}
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
              chosen={isChosen(entry)}
              several={several}
              off={several && full && !isChosen(entry)}
              withModule={withModule}
              onChoose={onChoose}
            />
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}

interface PackageRowProps {
  entry: UpgradePackage;
  chosen: boolean;
  several: boolean;
  off: boolean;
  withModule: boolean;
  onChoose: (entry: UpgradePackage, isChosen: boolean) => void;
}

function PackageRow({ entry, chosen, several, off, withModule, onChoose }: PackageRowProps) {
  const t = useTranslations("wizard");
  const id = `package-${entry.packageId}`;
  return (
    <tr data-row={entry.packageId} className={chosen ? "sel" : undefined}>
      <td>
        <input
          type={several ? "checkbox" : "radio"}
          className={several ? "chk" : "rd"}
          name="package"
          id={id}
          checked={chosen}
          disabled={off}
          onChange={(event) => onChoose(entry, event.target.checked)}
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
      {withModule && (
        <td>
          <label htmlFor={id} className="block">
            {entry.moduleName ? <SafeText text={entry.moduleName} /> : <span className="mute">–</span>}
          </label>
        </td>
      )}
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
