import { Words } from "@/app/_page/words";
import { TaskNotFound } from "@/components/task-detail/task-not-found";

export default function NoSuchTask() {
  return (
    <Words of={["task"]}>
      <main className="lone">
        <TaskNotFound />
      </main>
    </Words>
  );
}
