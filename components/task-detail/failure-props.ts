import type { CauseCount } from "@/lib/contracts/subtasks";
import type { Task } from "@/lib/contracts/tasks";
import type { Acts } from "./use-acts";

/** Ways on from a cause; one that is left out is not offered. */
export interface CauseActs {
  onShow: (cause: string) => void;
  /** A new task for the devices of a cause. */
  onRerun?: (cause: CauseCount) => void;
  /** The rows of a cause as a file. */
  onExport?: (cause: CauseCount) => void;
}

/** What the parts of a cause's row are told. */
export interface FailureRowProps extends CauseActs {
  cause: CauseCount;
  /** Devices of the commonest cause. */
  most: number;
  task: Task;
  acts: Acts;
  /** Whether the reader may write what the team knows of a cause. */
  mayNote: boolean;
}
