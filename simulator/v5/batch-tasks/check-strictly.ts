import { LIMITS } from "../../limits";
import type { Modes } from "../../modes";
import { PlatformRefusal } from "../../refusals";
import type { CreateBody } from "./create-body";

/** What a server refuses that takes the stricter side of sheet §15; nothing unless a mode was switched on. */
export function checkStrictly(modes: Modes, body: CreateBody): void {
  const { task_name: name, task_type: type, targets = [], document = {}, document_source: source } = body;
  if (modes.isStrict("taskNames") && /\p{Script=Han}/u.test(name)) throw invalid("task_name");
  if (modes.isStrict("moduleUpgrade") && type === "moduleUpgrade") throw invalid("task_type");
  if (modes.isStrict("updateDevices") && type === "updateDevices" && source) throw invalid("document_source");
  if (modes.isStrict("packageIds") && document.package_ids !== undefined)
    throw invalid("document.package_ids");
  if (modes.isStrict("targetHyphen") && targets.some((target) => target.includes("-")))
    throw invalid("targets");
  if (modes.isStrict("asyncParas") && type === "createAsyncCommands") {
    const bytes = Buffer.byteLength(JSON.stringify(document.paras ?? {}));
    if (bytes > LIMITS.asyncParasBytesStrict) throw invalid("document.paras");
  }
}

function invalid(field: string): PlatformRefusal {
  return new PlatformRefusal("IOTDA.000006", `${field} is not valid.`);
}
