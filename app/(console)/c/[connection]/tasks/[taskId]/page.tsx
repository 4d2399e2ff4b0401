import { notFound } from "next/navigation";
import { ConsolePage } from "@/app/_page/console-page";
import type { OfTask, PageProps } from "@/app/_page/page-props";
import { prefetchTaskDetail } from "@/app/_page/task-detail";
import { TaskDetailView } from "@/components/task-detail/task-detail-view";
import { TaskFreshness } from "@/components/task-detail/task-freshness";
import { createHindrance } from "@/lib/client/may-create";
import { pageAddress } from "@/lib/client/page-address";
import { createQueryClient } from "@/lib/client/query-client";
import { TaskId } from "@/lib/contracts/path-params";
import { openPage } from "@/lib/server/page-access";

/** One task. */
export default async function TaskPage({ params, searchParams }: PageProps<OfTask>) {
  const [{ connection, taskId }, search] = await Promise.all([params, searchParams]);
  const page = await openPage({
    permission: "read",
    connection,
    surface: "console",
    address: pageAddress(`/c/${connection}/tasks/${taskId}`, search),
  });
  if (!TaskId.safeParse(taskId).success) notFound();
  const queryClient = createQueryClient();
  const { missing } = await prefetchTaskDetail(queryClient, page, { connection, taskId }, search);
  if (missing) notFound();
  return (
    <ConsolePage
      page={page}
      words={[
        "task",
        "acts",
        "retry",
        "operation",
        "advice",
        "capability",
        "causes",
        "activity",
        "frozen",
        "export",
        "progress",
        "changes",
      ]}
      queryClient={queryClient}
      freshness={<TaskFreshness connection={connection} taskId={taskId} />}
    >
      <TaskDetailView
        connection={connection}
        taskId={taskId}
        embedded={false}
        createHindrance={createHindrance(page.caller, page.connection)}
      />
    </ConsolePage>
  );
}
