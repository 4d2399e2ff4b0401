"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { iamActions } from "@/lib/domain/iam-actions";
import { CopyButton } from "../ui/copy-button";
import { Dialog } from "../ui/dialog";
import { useActionName } from "./permission-grid";

const actions = [...new Set(iamActions.values())];

/** Tells what to grant on the platform before connecting. */
export function PermissionsLink() {
  const t = useTranslations("settings");
  const [asked, ask] = useState(false);
  return (
    <>
      <button type="button" className="linkbtn" onClick={() => ask(true)}>
        {t("permissions.needed")}
      </button>
      {asked && <PermissionsDialog onClose={() => ask(false)} />}
    </>
  );
}

function PermissionsDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("settings");
  const name = useActionName();
  return (
    <Dialog
      title={t("permissions.needed")}
      onClose={onClose}
      footer={
        <button type="button" className="btn" data-safe="" onClick={onClose}>
          {t("permissions.close")}
        </button>
      }
    >
      <div className="db scroll">
        <p className="soft">{t("permissions.neededText")}</p>
        <div className="perms">
          <ul className="one">
            {actions.map((action) => (
              <li key={action}>
                <span>{name(action)}</span>
                <span className="mono mute any">{action}</span>
              </li>
            ))}
          </ul>
        </div>
        <div className="row">
          <CopyButton text={actions.join("\n")} label={t("permissions.copy")} />
          <span className="mute">{t("permissions.copy")}</span>
        </div>
      </div>
    </Dialog>
  );
}
