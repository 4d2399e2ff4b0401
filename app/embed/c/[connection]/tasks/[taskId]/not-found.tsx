import { Words } from "@/app/_page/words";
import { NoSuchTask } from "@/components/task-detail/no-such-task";

export default function NotFound() {
  return (
    <Words of={["noTask"]}>
      <main className="lone">
        <NoSuchTask />
      </main>
    </Words>
  );
}
