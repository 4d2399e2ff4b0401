"use client";

import { lazy, Suspense, useId } from "react";
import { useTranslations } from "use-intl";
import { Icon } from "../ui/icon";
import { usePopover } from "../ui/use-popover";

const RowChooser = lazy(async () => ({ default: (await import("./row-chooser")).RowChooser }));

/** The button to which columns are shown and how close the rows stand. */
export function RowDisplay() {
  const t = useTranslations("task.table");
  const popover = usePopover();
  const id = useId();
  return (
    <div className="menuwrap" ref={popover.root}>
      <button
        type="button"
        ref={popover.button}
        className="iconbtn"
        aria-label={t("display")}
        title={t("display")}
        aria-haspopup="dialog"
        aria-expanded={popover.open}
        aria-controls={popover.open ? id : undefined}
        onClick={popover.open ? popover.close : popover.show}
      >
        <Icon name="table" />
      </button>
      {popover.open && (
        <Suspense>
          <RowChooser id={id} />
        </Suspense>
      )}
    </div>
  );
}
