import { notFound } from "next/navigation";
import { ConsolePage } from "@/app/_page/console-page";
import type { OfOperation, PageProps } from "@/app/_page/page-props";
import { OperationView } from "@/components/operations/operation-view";
import { createHindrance } from "@/lib/client/may-create";
import { operationKeys, resultsPerPage } from "@/lib/client/operation-queries";
import { pageAddress } from "@/lib/client/page-address";
import { createQueryClient } from "@/lib/client/query-client";
import { OperationId } from "@/lib/contracts/path-params";
import { openPage } from "@/lib/server/page-access";
import { readOperation } from "@/lib/server/page-reads";

/** A write that is held, on its way or unknown; it goes on to the task once that is known. */
export default async function OperationPage({ params, searchParams }: PageProps<OfOperation>) {
  const [{ connection, operationId }, search] = await Promise.all([params, searchParams]);
  const page = await openPage({
    permission: "read",
    connection,
    surface: "console",
    address: pageAddress(`/c/${connection}/operations/${operationId}`, search),
  });
  if (!OperationId.safeParse(operationId).success) notFound();
  const queryClient = createQueryClient();
  const read = await readOperation(page.ctx, { connection, operationId }, resultsPerPage);
  if (read.kind === "missing") notFound();
  if (read.kind === "found") {
    queryClient.setQueryData(operationKeys.one(connection, operationId, 1), read.data);
  }
  return (
    <ConsolePage page={page} words={["operation"]} queryClient={queryClient}>
      <OperationView
        connection={connection}
        operationId={operationId}
        legacy={page.connection?.kind === "na"}
        mayChange={createHindrance(page.caller, page.connection) !== "no_permission"}
      />
    </ConsolePage>
  );
}
