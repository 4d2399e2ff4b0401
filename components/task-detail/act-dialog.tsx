"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import type { TaskAct } from "@/lib/client/act-on-task";
import { isOutcomeUnknown } from "@/lib/client/api-error";
import type { Task } from "@/lib/contracts/tasks";
import { ActionButton } from "../ui/action-button";
import { Dialog } from "../ui/dialog";
import { SafeText } from "../ui/safe-text";
import { TypedWords } from "../ui/typed-words";
import { matchesWords, wordsToType } from "../wizard/review/confirmation";
import { actIcons } from "./act-icons";
import { ActProblem } from "./act-problem";
import type { ActRequest } from "./act-request";
import { type Acts, askAbove } from "./use-acts";

interface ActDialogProps {
  task: Task;
  acts: Acts;
  act: TaskAct;
  /** How many devices; null while it is not known. */
  count: number | null;
  /** The words of the button that sends. */
  button: string;
  danger?: boolean;
  /** It cannot be undone: the words are typed (ui.md §4.5). */
  strict?: boolean;
  /** Why it cannot be sent as it stands. */
  hindrance: string | null;
  make: () => ActRequest;
  children: ReactNode;
}

/** Asks before something is done to a task: the safe button first, what went wrong in its place. */
export function ActDialog(props: ActDialogProps) {
  const { task, acts, act, count, button, danger = false, strict = false, make, children } = props;
  const t = useTranslations("acts");
  const common = useTranslations("common");
  const [typed, setTyped] = useState("");
  const framed = acts.embedded && (count === null || count > askAbove);
  const wanted = wordsToType(t(`verb.${act}`), count, task.name);
  const matching = matchesWords(typed, wanted);
  const mustType = strict || framed;
  const unsettled = acts.failure !== null && isOutcomeUnknown(acts.failure.error);
  const hindrance =
    props.hindrance ?? (unsettled ? t("settleFirst") : mustType && !matching ? common("typed.works") : null);
  const close = () => acts.ask(null);
  return (
    <Dialog
      role={strict ? "alertdialog" : "dialog"}
      title={t.rich(`title.${act}`, { name: () => <SafeText text={task.name} /> })}
      onClose={close}
      footer={
        <>
          <ActionButton safe onPress={close}>
            {t(`cancel.${act}`)}
          </ActionButton>
          <ActionButton
            icon={actIcons[act]}
            className={danger ? "danger" : "primary"}
            busy={acts.sending}
            hindrance={hindrance}
            onPress={() => acts.send(make())}
          >
            {button}
          </ActionButton>
        </>
      }
    >
      <div className="db scroll">
        {acts.failure && <ActProblem acts={acts} />}
        {children}
        {mustType && <TypedWords wanted={wanted} typed={typed} matching={matching} onType={setTyped} />}
      </div>
    </Dialog>
  );
}
