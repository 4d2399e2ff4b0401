import { ConsolePage } from "@/app/_page/console-page";
import type { InConnection, PageProps } from "@/app/_page/page-props";
import { CannotCreate } from "@/components/wizard/cannot-create";
import { Wizard } from "@/components/wizard/wizard";
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
    <ConsolePage page={page} words={["wizard"]}>
      {hindrance ? (
        <CannotCreate hindrance={hindrance} connection={page.connection} />
      ) : (
        <Wizard connection={page.connection} />
      )}
    </ConsolePage>
  );
}
