"use client";

import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { causeKeys } from "@/lib/client/cause-queries";
import type { KnownCause } from "@/lib/contracts/cause-notes";
import { AdviceText } from "../../task-detail/advice-text";
import { Moment } from "../../time/moment";
import { SafeText } from "../../ui/safe-text";
import type { NotedConnection } from "./noted-connection";

const NoteForm = lazy(async () => ({ default: (await import("../../causes/note-form")).NoteForm }));

interface AdviceTableProps {
  connection: NotedConnection;
  causes: readonly KnownCause[];
}

export function AdviceTable({ connection, causes }: AdviceTableProps) {
  const t = useTranslations("causes");
  return (
    <table className="rowcards advices">
      <caption className="sr">{t("settingsTitle")}</caption>
      <thead className="ruled">
        <tr>
          <th scope="col">{t("cause")}</th>
          <th scope="col">{t("whatToDo")}</th>
          <th scope="col" className="r">
            <span className="sr">{t("actions")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {causes.map((cause) => (
          <CauseRow key={cause.cause} connection={connection} cause={cause} />
        ))}
      </tbody>
    </table>
  );
}

function CauseRow({ connection, cause }: { connection: NotedConnection; cause: KnownCause }) {
  const t = useTranslations("causes");
  const queryClient = useQueryClient();
  const opener = useRef<HTMLButtonElement>(null);
  const [editing, edit] = useState(false);
  const { note, code, message } = cause;
  const label = message ?? code;
  const close = () => {
    edit(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  return (
    <tr>
      <td className="a1">
        <span className="name">{label ? <SafeText text={label} /> : t("byNothing")}</span>
        {code && message && <span className="sub mono">{code}</span>}
        <span className="sub">
          {cause.devices > 0 ? t("met", { devices: cause.devices, tasks: cause.tasks }) : t("notMet")}
        </span>
      </td>
      <td className="a2">
        {editing ? (
          <Suspense>
            <NoteForm
              connection={connection.slug}
              known={cause}
              onChanged={() =>
                queryClient.invalidateQueries({ queryKey: causeKeys.allNotes(connection.slug) })
              }
              onClose={close}
            />
          </Suspense>
        ) : (
          <p className="what">
            <AdviceText advice={cause.advice} note={note} />
            {note && (
              <span className="sub">
                {t("noteBy", { name: note.by.name })}, <Moment at={note.at} />
              </span>
            )}
          </p>
        )}
      </td>
      <td className="a3 r">
        {connection.mayNote && !editing && (
          <button type="button" ref={opener} className="btn sm" onClick={() => edit(true)}>
            {t(note ? "editNote" : "addNote")}
            <span className="sr"> {label ? <SafeText text={label} /> : t("byNothing")}</span>
          </button>
        )}
      </td>
    </tr>
  );
}
