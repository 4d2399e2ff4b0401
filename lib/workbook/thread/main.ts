import { parentPort, workerData } from "node:worker_threads";
import { checkWorkbook } from "../check/check-workbook";
import { fillResults } from "../fill-results";
import { markWorkbook } from "../mark-workbook";
import { pickDevices } from "../pick-devices";
import { WorkbookRefusal } from "../refusals";
import type { Answer, Job } from "./jobs";

/** The thread that reads one workbook and ends. What it throws beside refusals is a mistake of ours. */
function carryOut(job: Job): Answer {
  try {
    const { bytes, options } = job;
    if (job.kind === "check") return { kind: "report", report: checkWorkbook(bytes, options) };
    if (job.kind === "fill") return { kind: "marked", bytes: fillResults(bytes, options, job.columns) };
    if (job.kind === "pick") return { kind: "marked", bytes: pickDevices(bytes, options, job.devices) };
    return { kind: "marked", bytes: markWorkbook(bytes, options, job.words) };
  } catch (error) {
    if (!(error instanceof WorkbookRefusal)) throw error;
    return { kind: "refused", rule: error.rule, params: error.params };
  }
}

parentPort?.postMessage(carryOut(workerData as Job));
