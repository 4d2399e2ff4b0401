import type { JsonObject } from "@/lib/contracts/json";
import type { TaskType } from "./task-types";

export interface Objection {
  /** Where in the request, as in `invalidParams`: `document.package_id`. */
  path: string;
  message: string;
}

const packageId = /^[A-Za-z0-9-]{1,36}$/;

/** Keys a document cannot do without; everything else in it is passed through unchanged (sheet §9.2 to §9.5). */
const mandatoryKeys: Readonly<Record<string, readonly { key: string; is: Shape }[]>> = {
  createCommands: [{ key: "paras", is: "object" }],
  createAsyncCommands: [{ key: "paras", is: "object" }],
  createMessages: [{ key: "message", is: "any" }],
  updateDeviceShadows: [{ key: "shadow", is: "list" }],
  DeviceCmd: [
    { key: "serviceId", is: "text" },
    { key: "method", is: "text" },
  ],
};

/** What the platform would refuse about a document, found before anything is sent. */
export function checkDocument(type: TaskType, document: JsonObject | undefined): Objection[] {
  if (type.group === "records") {
    return document === undefined ? [] : [{ path: "document", message: "this type takes no document" }];
  }
  if (document === undefined) return [{ path: "document", message: "this type needs a document" }];
  if (type.group === "upgrade") return checkPackages(type, document);
  return (mandatoryKeys[type.type] ?? [])
    .filter(({ key, is }) => !fits(document[key], is))
    .map(({ key, is }) => ({ path: `document.${key}`, message: `is needed${needed[is]}` }));
}

type Shape = "object" | "list" | "text" | "any";

const needed = { object: ", as an object", list: ", as a list", text: ", as a text", any: "" } as const;

function fits(value: unknown, is: Shape): boolean {
  if (value === undefined || value === null) return false;
  if (is === "list") return Array.isArray(value);
  if (is === "text") return typeof value === "string" && value !== "";
  return is === "any" || (typeof value === "object" && !Array.isArray(value));
}

/** Exactly one of the two keys; a module upgrade knows only the newer one (sheet §9.1). */
function checkPackages(type: TaskType, document: JsonObject): Objection[] {
  const one = document.package_id;
  const several = document.package_ids;
  if (one !== undefined && several !== undefined) {
    return [{ path: "document", message: "takes package_id or package_ids, not both" }];
  }
  if (several !== undefined) {
    const valid = Array.isArray(several) && several.length > 0 && several.every(isPackageId);
    return valid ? [] : [{ path: "document.package_ids", message: "must be a list of package ids" }];
  }
  if (type.type === "moduleUpgrade") {
    return [
      { path: "document.package_ids", message: "is needed: a module upgrade names its packages there" },
    ];
  }
  if (one === undefined) return [{ path: "document.package_id", message: "is needed" }];
  return isPackageId(one) ? [] : [{ path: "document.package_id", message: "must be a package id" }];
}

function isPackageId(value: unknown): boolean {
  return typeof value === "string" && packageId.test(value);
}
