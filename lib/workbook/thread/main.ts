import { parentPort, workerData } from "node:worker_threads";
import { checkWorkbook } from "../check/check-workbook";
import { markWorkbook } from "../mark-workbook";
import { WorkbookRefusal } from "../refusals";
import type { Answer, Job } from "./jobs";

/** The thread that reads one workbook and ends. What it throws beside refusals is a mistake of ours. */
function carryOut(job: Job): Answer {
  try {
    return job.kind === "check"
      ? { kind: "report", report: checkWorkbook(job.bytes, job.options) }
      : { kind: "marked", bytes: markWorkbook(job.bytes, job.options, job.words) };
  } catch (error) {
    if (!(error instanceof WorkbookRefusal)) throw error;
    return { kind: "refused", rule: error.rule, params: error.params };
  }
}

parentPort?.postMessage(carryOut(workerData as Job));
