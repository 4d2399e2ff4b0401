import type { QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ConsoleShell } from "@/components/shell/console-shell";
import { SeededCache } from "@/components/shell/seeded-cache";
import type { ConsoleShellProps } from "@/components/shell/shell-props";
import { seedsOf } from "@/lib/client/seeds";
import type { Namespace } from "@/lib/i18n/messages";
import { readRequestView } from "@/lib/i18n/request-view";
import type { OpenedPage } from "@/lib/server/page-access";
import { findSecondFactorOffer } from "@/lib/server/second-factor-offer";
import { Words } from "./words";

interface ConsolePageProps {
  page: Pick<OpenedPage, "caller" | "connections" | "connection">;
  section?: ConsoleShellProps["section"];
  words: readonly Namespace[];
  queryClient?: QueryClient;
  freshness?: ReactNode;
  children: ReactNode;
}

/** A page of the console: its words, what was read for it, and the shell around it. */
export async function ConsolePage(props: ConsolePageProps) {
  const { page, section = "tasks", words, queryClient, freshness, children } = props;
  const [{ theme }, offer] = await Promise.all([readRequestView(), findSecondFactorOffer(page.caller)]);
  return (
    <Words of={["shell", ...words]}>
      <SeededCache seeds={queryClient && seedsOf(queryClient)}>
        <ConsoleShell
          caller={page.caller}
          connections={page.connections}
          connection={page.connection ?? null}
          section={section}
          secondFactorOffer={section === "account" ? null : offer}
          theme={theme}
          freshness={freshness}
        >
          {children}
        </ConsoleShell>
      </SeededCache>
    </Words>
  );
}
