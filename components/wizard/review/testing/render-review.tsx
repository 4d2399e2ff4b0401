import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { spaceOptions } from "@/lib/client/picker-queries";
import { liveTargetOptions, namesakeOptions } from "@/lib/client/review-queries";
import type { Connection } from "@/lib/contracts/connections";
import type { ResourceSpaceList } from "@/lib/contracts/pickers";
import type { LiveTargets } from "@/lib/contracts/target-checks";
import en from "@/lib/i18n/messages/en.json";
import zhCN from "@/lib/i18n/messages/zh-CN.json";
import type { WizardDraft } from "../../draft";
import type { DraftControls } from "../../step-props";
import { ConfirmPanel } from "../confirm-panel";
import { ReviewStep } from "../review-step";
import type { SubmitState } from "../submitter";
import type { SubmitControls } from "../use-submit";
import { place } from "./reviewed";

export const plant: Connection = {
  ...{ slug: "plant", name: "prod-meters", kind: "v5", endpoint: "https://iotda.example.com" },
  ...{ region: "cn-north-4", projectId: "p-1", instanceId: null, signature: "standard", signIn: "keys" },
  ...{ iamUser: null, iamDomain: null, iamEndpoint: null, appId: null, serverName: null, tlsSet: false },
  ...{ purpose: "production", readOnly: false, rateRead: null, rateWrite: null, pageConcurrency: null },
  ...{ fileRows: null, source: "settings", secretSet: true, accessKeyLast4: null },
  ...{ updatedAt: "2026-11-22T12:00:00.000Z", archived: false, sandbox: false },
};
export const legacyPlant: Connection = {
  ...plant,
  kind: "na",
  signIn: "app",
  projectId: null,
  appId: "app-1",
};

export const spaces: ResourceSpaceList["items"] = [
  { appId: "space-1", name: "metering-north", default: true, slots: { used: 6, of: 10, atLeast: false } },
  { appId: "space-2", name: "metering-south", default: false, slots: { used: 10, of: 10, atLeast: true } },
];

export interface Shown {
  connection?: Connection;
  state?: SubmitState;
  locale?: "en" | "zh-CN";
  live?: LiveTargets;
  namesakes?: { taskId: string }[];
}

export function submitOf(state: SubmitState = { kind: "ready" }): SubmitControls {
  const nothing = () => undefined;
  const busy = ["saving", "sending", "leaving"].includes(state.kind);
  return { state, busy, send: nothing, sendAgain: nothing, look: nothing, close: nothing };
}

function controlsOf(draft: WizardDraft): DraftControls {
  return { draftId: place.draftId, draft, change: () => undefined, flush: async () => undefined };
}

/** A part of the last step as the server would write it; a sentence that is missing is an error. */
function render(
  part: ReactNode,
  draft: WizardDraft,
  { connection = plant, locale = "en", live, namesakes }: Shown,
) {
  const client = new QueryClient();
  client.setQueryData(spaceOptions(connection.slug).queryKey, spaces);
  if (live) client.setQueryData(liveTargetOptions(connection.slug, draft.targets).queryKey, live);
  const which = connection.kind === "na" ? "all" : "live";
  if (namesakes) client.setQueryData(namesakeOptions(connection.slug, draft.name, which).queryKey, namesakes);
  return renderToStaticMarkup(
    <IntlProvider
      locale={locale}
      messages={locale === "en" ? en : zhCN}
      timeZone="UTC"
      onError={(error) => {
        throw error;
      }}
    >
      <QueryClientProvider client={client}>{part}</QueryClientProvider>
    </IntlProvider>,
  );
}

export function renderReview(draft: WizardDraft, shown: Shown = {}): string {
  const { connection = plant, state } = shown;
  const given = { connection, controls: controlsOf(draft), submit: submitOf(state) };
  return render(<ReviewStep {...given} />, draft, shown);
}

export function renderPanel(draft: WizardDraft, shown: Shown = {}): string {
  const { connection = plant, state } = shown;
  const given = { connection, controls: controlsOf(draft), submit: submitOf(state), onBack: () => undefined };
  return render(<ConfirmPanel {...given} />, draft, shown);
}

/** What a reader reads, without marks of the page. */
export function textOf(html: string): string {
  return html
    .replace(/<[^>]+>/g, "")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
