import { isUpgrade } from "../task-types";
import { type Attempt, type AttemptPlan, between, chance } from "./attempt";
import type { Crowd } from "./crowd";
import type { Failure } from "./failure-table";
import { CODED, UPGRADE_TEXT } from "./failures";
import type { TaskRecord } from "./task-record";

const SALT = { duration: 21, outcome: 22, cause: 23 } as const;

/** Plans one subtask of a crowd. */
export function planCrowd(attempt: Attempt, row: number, { failRate }: Crowd): AttemptPlan {
  const own = { ...attempt, device: row };
  const [min, max] = isUpgrade(attempt.task.order.type) ? [18_000, 60_000] : [400, 2_500];
  const ms = between(own, SALT.duration, min, max);
  if (chance(own, SALT.outcome) >= failRate) return { ms };
  return { ms, failure: crowdFailure(attempt.task, chance(own, SALT.cause)) };
}

/** What a subtask of the task's type fails with; `lot` from 0 to 1 picks one. */
export function crowdFailure(task: TaskRecord, lot: number): Failure {
  const causes: Failure[] = isUpgrade(task.order.type)
    ? [UPGRADE_TEXT.connectionLost, UPGRADE_TEXT.integrity, UPGRADE_TEXT.storage, UPGRADE_TEXT.onlineTimeout]
    : [CODED.notOnline, CODED.noAnswer, CODED.invalidInput];
  return causes[Math.floor(lot * causes.length)] ?? CODED.noAnswer;
}
