import type { Metadata } from "next";
import { ConsolePage } from "@/app/_page/console-page";
import type { InConnection, PageProps } from "@/app/_page/page-props";
import { prefetchTaskList } from "@/app/_page/task-list";
import { translate } from "@/app/_page/translate";
import { TaskListFreshness } from "@/components/tasks/task-list-freshness";
import { TaskListHeader } from "@/components/tasks/task-list-header";
import { TaskListView } from "@/components/tasks/task-list-view";
import { createHindrance } from "@/lib/client/may-create";
import { pageAddress } from "@/lib/client/page-address";
import { createQueryClient } from "@/lib/client/query-client";
import { openPage } from "@/lib/server/page-access";

export async function generateMetadata(): Promise<Metadata> {
  const t = await translate("tasks");
  return { title: t("pageTitle") };
}

/** The task list. */
export default async function TasksPage({ params, searchParams }: PageProps<InConnection>) {
  const [{ connection }, search] = await Promise.all([params, searchParams]);
  const root = `/c/${connection}`;
  const page = await openPage({
    permission: "read",
    connection,
    surface: "console",
    address: pageAddress(`${root}/tasks`, search),
  });
  const queryClient = createQueryClient();
  await prefetchTaskList(queryClient, page, connection, search);
  const personId = page.caller.id;
  const hindrance = createHindrance(page.caller, page.connection);
  const newTask = `${root}/tasks/new`;
  return (
    <ConsolePage
      page={page}
      words={["tasks", "operation", "export"]}
      queryClient={queryClient}
      freshness={<TaskListFreshness connection={connection} personId={personId} />}
    >
      <TaskListHeader newTask={newTask} hindrance={hindrance} />
      <TaskListView
        connection={connection}
        kind={page.connection.kind}
        personId={personId}
        connectionName={page.connection.name}
        root={root}
        newTask={hindrance ? null : newTask}
      />
    </ConsolePage>
  );
}
