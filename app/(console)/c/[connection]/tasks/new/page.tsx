import { ConsolePage } from "@/app/_page/console-page";
import type { InConnection, PageProps } from "@/app/_page/page-props";
import { CannotCreate } from "@/components/wizard/cannot-create";
import { DraftOpener } from "@/components/wizard/draft-opener";
import { createHindrance } from "@/lib/client/may-create";
import { pageAddress } from "@/lib/client/page-address";
import { openPage } from "@/lib/server/page-access";

/** A new task, step by step. Readers without the right to create see which one it is. */
export default async function NewTaskPage({ params, searchParams }: PageProps<InConnection>) {
  const [{ connection }, search] = await Promise.all([params, searchParams]);
  const page = await openPage({
    permission: "read",
    connection,
    surface: "console",
    address: pageAddress(`/c/${connection}/tasks/new`, search),
  });
  const hindrance = createHindrance(page.caller, page.connection);
  return (
    <ConsolePage
      page={page}
      words={["wizard", "typeText", "rule", "field", "workbook", "parameters", "review", "fleet"]}
    >
      {hindrance ? (
        <CannotCreate hindrance={hindrance} connection={page.connection} />
      ) : (
        <DraftOpener connection={page.connection} />
      )}
    </ConsolePage>
  );
}
