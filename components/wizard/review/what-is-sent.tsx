"use client";

import { useTranslations } from "use-intl";
import { nextTask } from "@/lib/client/next-task";
import type { Connection } from "@/lib/contracts/connections";
import { JsonText } from "../../ui/code-view";
import { useCopy } from "../../ui/copy-button";
import { Icon } from "../../ui/icon";
import { SafeText } from "../../ui/safe-text";
import { toCurl } from "./curl-command";
import { fileSizeOf } from "./file-size";
import { type PlatformRequest, platformRequestsOf } from "./platform-request";
import { type DraftPlace, type Reviewed, wholeTask } from "./read-reviewed";

interface WhatIsSentProps {
  connection: Connection;
  reviewed: Reviewed;
  place: DraftPlace;
}

/** The exact calls in the platform's own terms, a long list shortened for eyes; copying gives the whole. */
export function WhatIsSent({ connection, reviewed, place }: WhatIsSentProps) {
  const t = useTranslations("review");
  const copy = useCopy();
  const { draft, task } = reviewed;
  const appId = connection.appId ?? undefined;
  // In pieces: 30,000 ids at once would hold the page up.
  const copyWhole = async (write: (requests: PlatformRequest[]) => string, said: string) => {
    const requests = platformRequestsOf(wholeTask(draft, place), connection.kind, { appId });
    await nextTask();
    const text = write(requests);
    await nextTask();
    await copy(text, said);
  };
  const shown = platformRequestsOf(task, connection.kind, { appId });
  const copyJson = () =>
    copyWhole((requests) => JSON.stringify(requests.at(-1)?.body, null, 2), t("copiedJson"));
  const copyCurl = () =>
    copyWhole((requests) => toCurl(requests, connection, draft.file?.name ?? ""), t("copiedCurl"));
  return (
    <section className="card" aria-labelledby="sent-title">
      <header className="wrap">
        <h2 id="sent-title">{t("sentTitle")}</h2>
        <span className="grow" />
        <button type="button" className="btn sm ghost" onClick={() => void copyCurl()}>
          <Icon name="copy" size="s" />
          {t("copyCurl")}
        </button>
        <button type="button" className="btn sm ghost" onClick={() => void copyJson()}>
          <Icon name="copy" size="s" />
          {t("copyJson")}
        </button>
      </header>
      <ol className="pad reqs">
        {shown.map((request, at) => (
          <li key={request.path}>
            <span className="stepn" aria-hidden="true">
              {at + 1}
            </span>
            <div className="grow stack tight">
              <p className="row wrap">
                <span className="code">{request.method}</span>
                <span className="mono any">{request.path}</span>
              </p>
              <Body request={request} reviewed={reviewed} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Body({ request: { body }, reviewed }: { request: PlatformRequest; reviewed: Reviewed }) {
  const t = useTranslations("review");
  const { draft, source, task } = reviewed;
  if (body === null) {
    const { name = "", rows = null, size = 0 } = draft.file ?? {};
    return (
      <p className="soft any">
        {t.rich("upload", {
          name: () => <SafeText text={name} />,
          rows: rows ?? -1,
          size: fileSizeOf(size),
        })}
      </p>
    );
  }
  const shown = task.targets.kind === "list" ? task.targets.ids.length : 0;
  const hidden = source === "list" ? (reviewed.count ?? 0) - shown : 0;
  return (
    <>
      <JsonText json={JSON.stringify(body, null, 2)} />
      {hidden > 0 && <p className="mute small">{t("idsHidden", { count: hidden })}</p>}
      {source === "file" && <p className="mute small">{t("fileIdText")}</p>}
    </>
  );
}
