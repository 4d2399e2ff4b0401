import { EmbedPage } from "@/app/_page/embed-page";
import type { InConnection, PageProps } from "@/app/_page/page-props";
import { prefetchTaskList } from "@/app/_page/task-list";
import { TaskListFreshness } from "@/components/tasks/task-list-freshness";
import { TaskListHeader } from "@/components/tasks/task-list-header";
import { TaskListView } from "@/components/tasks/task-list-view";
import { createHindrance } from "@/lib/client/may-create";
import { pageAddress } from "@/lib/client/page-address";
import { createQueryClient } from "@/lib/client/query-client";
import { openPage } from "@/lib/server/page-access";

/** The task list in a frame; a new task is made in a tab of its own. */
export default async function EmbeddedTasksPage({ params, searchParams }: PageProps<InConnection>) {
  const [{ connection }, search] = await Promise.all([params, searchParams]);
  const root = `/embed/c/${connection}`;
  const page = await openPage({
    permission: "read",
    connection,
    surface: "embed",
    address: pageAddress(`${root}/tasks`, search),
  });
  const queryClient = createQueryClient();
  await prefetchTaskList(queryClient, page, connection, search);
  const personId = page.caller.id;
  return (
    <EmbedPage
      connection={page.connection}
      words={["tasks", "export"]}
      queryClient={queryClient}
      freshness={<TaskListFreshness connection={connection} personId={personId} />}
    >
      <TaskListHeader
        newTask={`/c/${connection}/tasks/new`}
        hindrance={createHindrance(page.caller, page.connection)}
        newTab
      />
      <TaskListView
        connection={connection}
        kind={page.connection.kind}
        personId={personId}
        connectionName={page.connection.name}
        root={root}
        newTask={null}
      />
    </EmbedPage>
  );
}
