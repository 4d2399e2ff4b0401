"use client";

import { useTranslations } from "use-intl";
import { PageLink } from "../ui/page-link";
import { ConnectionForm } from "./connection-form";
import { PermissionsLink } from "./permissions-link";

const steps = ["connect", "read", "tasks"] as const;
/** Twenty devices: those that have settled, those that wait, one that comes next. */
const devices = [..."sssws", ..."sssws", ..."ssssw", ..."ssssn"].map((state, place) => ({ state, place }));

interface FirstRunProps {
  taken: readonly string[];
  /** Where one can look around meanwhile. */
  sandbox: string | null;
}

/** The first connection: what happens next beside the form. */
export function FirstRun({ taken, sandbox }: FirstRunProps) {
  const t = useTranslations("settings");
  return (
    <div className="firstrun">
      <div className="intro">
        <span className="devices" aria-hidden="true">
          {devices.map(({ state, place }) => (
            <i key={place} className={state} />
          ))}
        </span>
        <h1>{t("first.title")}</h1>
        <p>{t("first.text")}</p>
        <ol>
          {steps.map((step, index) => (
            <li key={step}>
              <span aria-hidden="true">{index + 1}</span>
              <div>
                <b>{t(`first.${step}`)}</b>
                <p>{t(`first.${step}Text`)}</p>
              </div>
            </li>
          ))}
        </ol>
        <div className="row wrap wide">
          {sandbox !== null && (
            <PageLink className="btn" href={`/c/${sandbox}/tasks`}>
              {t("first.sandbox")}
            </PageLink>
          )}
          <PermissionsLink />
        </div>
      </div>
      <ConnectionForm saved={null} taken={taken} first />
    </div>
  );
}
