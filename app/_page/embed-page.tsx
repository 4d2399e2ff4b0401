import type { QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { EmbedShell } from "@/components/shell/embed-shell";
import { SeededCache } from "@/components/shell/seeded-cache";
import { seedsOf } from "@/lib/client/seeds";
import type { Connection } from "@/lib/contracts/connections";
import type { Namespace } from "@/lib/i18n/messages";
import { Words } from "./words";

interface EmbedPageProps {
  connection: Connection;
  words: readonly Namespace[];
  queryClient: QueryClient;
  freshness?: ReactNode;
  children: ReactNode;
}

/** A page in a portal's frame. */
export function EmbedPage({ connection, words, queryClient, freshness, children }: EmbedPageProps) {
  return (
    <Words of={["shell", ...words]}>
      <SeededCache seeds={seedsOf(queryClient)}>
        <EmbedShell connection={connection} freshness={freshness}>
          {children}
        </EmbedShell>
      </SeededCache>
    </Words>
  );
}
