import type { QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { SettingsFrame } from "@/components/settings/settings-frame";
import type { OpenedPage } from "@/lib/server/page-access";
import { chooseConnection } from "./chosen-connection";
import { ConsolePage } from "./console-page";

interface ConnectionSettingsPageProps {
  page: Pick<OpenedPage, "caller" | "connections">;
  /** Without the frame of the sections, where there is nothing to go to yet. */
  bare?: boolean;
  queryClient?: QueryClient;
  children: ReactNode;
}

/** A page of the settings for connections, in the shell of the connection used last. */
export async function ConnectionSettingsPage(props: ConnectionSettingsPageProps) {
  const { page, bare = false, queryClient, children } = props;
  const { caller, connections } = page;
  const connection = await chooseConnection(connections);
  return (
    <ConsolePage
      page={{ caller, connections, connection }}
      section="settings"
      words={["settings", "check", "iamAction"]}
      queryClient={queryClient}
    >
      {bare ? (
        children
      ) : (
        <SettingsFrame current="connections" administers>
          {children}
        </SettingsFrame>
      )}
    </ConsolePage>
  );
}
