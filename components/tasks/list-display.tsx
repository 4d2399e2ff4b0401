"use client";

import { useEffect, useId, useRef } from "react";
import { useTranslations } from "use-intl";
import { type TaskListState, taskColumns, taskSorts } from "@/lib/domain/task-list-url";
import { Icon } from "../ui/icon";
import { Segmented } from "../ui/segmented";
import { usePopover } from "../ui/use-popover";

interface ListDisplayProps {
  state: TaskListState;
  onChange: (part: Partial<TaskListState>) => void;
}

/** Which columns are shown, how close the rows stand, and their order, where no head is there to press. */
export function ListDisplay({ state, onChange }: ListDisplayProps) {
  const t = useTranslations("tasks");
  const popover = usePopover();
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (popover.open) panel.current?.querySelector<HTMLElement>("select, input")?.focus();
  }, [popover.open]);
  return (
    <div className="menuwrap" ref={popover.root}>
      <button
        type="button"
        ref={popover.button}
        className="iconbtn"
        aria-label={t("display.title")}
        title={t("display.title")}
        aria-haspopup="dialog"
        aria-expanded={popover.open}
        aria-controls={popover.open ? id : undefined}
        onClick={popover.open ? popover.close : popover.show}
      >
        <Icon name="table" />
      </button>
      {popover.open && (
        <div
          className="menu pop right listdisplay"
          id={id}
          role="dialog"
          aria-label={t("display.title")}
          ref={panel}
        >
          <label className="field small">
            {t("display.sort")}
            <select
              className="input low"
              value={state.sort}
              onChange={(event) => {
                const sort = taskSorts.find((each) => each === event.target.value);
                if (sort) onChange({ sort });
              }}
            >
              {taskSorts.map((sort) => (
                <option key={sort} value={sort}>
                  {t(`sort.${sort}`)}
                </option>
              ))}
            </select>
          </label>
          <fieldset className="opts">
            <legend className="small mute px-2">{t("display.columns")}</legend>
            {taskColumns.map((column) => (
              <label className="cbx" key={column}>
                <input
                  type="checkbox"
                  className="chk"
                  checked={state.cols.includes(column)}
                  onChange={({ target }) => {
                    const cols = taskColumns.filter((each) =>
                      each === column ? target.checked : state.cols.includes(each),
                    );
                    onChange({ cols });
                  }}
                />
                {t(`columns.${column}`)}
              </label>
            ))}
          </fieldset>
          <Segmented
            legend={t("display.density")}
            legendClass="small mute"
            options={[
              { value: "comfortable", text: t("display.comfortable") },
              { value: "compact", text: t("display.compact") },
            ]}
            chosen={state.density}
            onChoose={(density) => onChange({ density })}
          />
        </div>
      )}
    </div>
  );
}
