import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ConnectionSettingsPage } from "@/app/_page/settings-page";
import { translate } from "@/app/_page/translate";
import { ConnectionsView } from "@/components/settings/connections-view";
import { connectionKeys } from "@/lib/client/connection-queries";
import { createQueryClient } from "@/lib/client/query-client";
import { openPage } from "@/lib/server/page-access";
import { readConnectionStates } from "@/lib/server/page-reads";

export async function generateMetadata(): Promise<Metadata> {
  const t = await translate("settings");
  return { title: t("pageTitle") };
}

/** Which platforms this console is connected to, for administrators. */
export default async function ConnectionsPage() {
  const page = await openPage({
    permission: "administer",
    surface: "console",
    address: "/settings/connections",
  });
  // Nothing to list yet: the first run.
  if (page.connections.length === 0) redirect("/settings/connections/new");
  const queryClient = createQueryClient();
  queryClient.setQueryData(connectionKeys.list(), page.connections);
  const states = await readConnectionStates(page.ctx);
  if (states.kind === "found") queryClient.setQueryData(connectionKeys.states(), states.data.items);
  return (
    <ConnectionSettingsPage page={page} queryClient={queryClient}>
      <ConnectionsView />
    </ConnectionSettingsPage>
  );
}
