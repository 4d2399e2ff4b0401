import { reservedSlugs } from "@/lib/contracts/reserved-slugs";
import { chooseSignature } from "@/lib/domain/platform-host";
import { addresseeOf, type ConnectionDraft, type DraftField, regionOf } from "./connection-draft";
import { type AddressProblem, readAddress } from "./read-address";

export type ProblemKey =
  | AddressProblem
  | "missing"
  | "tooLong"
  | "slugForm"
  | "slugReserved"
  | "slugTaken"
  | "regionForm"
  | "regionNeeded"
  | "idForm"
  | "iamAddressNeeded"
  | "together"
  | "pemForm"
  | "rate"
  | "concurrency"
  | "addressRefused"
  | "refused";

/** Something to fix: at which field, and which sentence of the catalogue says what. */
export interface DraftProblem {
  field: DraftField;
  key: ProblemKey;
  values?: Readonly<Record<string, string | number>>;
}

const limits = { name: 80, endpoint: 300, id: 64, instanceId: 36, person: 128, serverName: 253 } as const;
const ranges = {
  ...{ rate: { min: 0, max: 1_000 }, concurrency: { min: 1, max: 11 } },
  fileRows: { min: 1, max: 100_000 },
} as const;

/** Everything wrong with a draft that can be told before it is sent; `isNew` asks for secrets, which else may stay. */
export function findProblems(draft: ConnectionDraft, isNew: boolean): DraftProblem[] {
  return [
    ...text(draft, "name", limits.name),
    ...(isNew ? slugProblems(draft) : []),
    ...addressProblems(draft, "endpoint"),
    ...(draft.kind === "na" ? legacyProblems(draft, isNew) : v5Problems(draft, isNew)),
    ...limitProblems(draft),
  ];
}

function v5Problems(draft: ConnectionDraft, isNew: boolean): DraftProblem[] {
  return [
    ...regionProblems(draft),
    ...id(draft, "projectId", limits.id),
    ...(draft.instanceId.trim() === "" ? [] : id(draft, "instanceId", limits.instanceId)),
    ...(draft.signIn === "iam" ? iamProblems(draft, isNew) : keyProblems(draft, isNew)),
  ];
}

function slugProblems({ slug }: ConnectionDraft): DraftProblem[] {
  if (slug === "") return [problem("slug", "missing")];
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(slug)) return [problem("slug", "slugForm")];
  return reservedSlugs.includes(slug) ? [problem("slug", "slugReserved")] : [];
}

function addressProblems(draft: ConnectionDraft, field: "endpoint" | "iamEndpoint"): DraftProblem[] {
  const lengthy = text(draft, field, limits.endpoint);
  if (lengthy.length > 0) return lengthy;
  const address = readAddress(draft[field]);
  return "problem" in address ? [problem(field, address.problem)] : [];
}

function regionProblems(draft: ConnectionDraft): DraftProblem[] {
  if (draft.region.trim() !== "" && !/^[a-z0-9-]{1,40}$/.test(draft.region.trim())) {
    return [problem("region", "regionForm")];
  }
  const address = readAddress(draft.endpoint);
  if (regionOf(draft) !== null || draft.signIn === "iam" || "problem" in address) return [];
  const signature = draft.signature || chooseSignature(address.hostname);
  return signature === "derived" ? [problem("region", "regionNeeded")] : [];
}

function keyProblems(draft: ConnectionDraft, isNew: boolean): DraftProblem[] {
  const [hasAccess, hasSecret] = [draft.accessKey.trim() !== "", draft.secretKey !== ""];
  const key = isNew ? "missing" : "together";
  const isAnyTyped = isNew || hasAccess || hasSecret || draft.securityToken !== "";
  return [
    ...(isAnyTyped && !hasAccess ? [problem("accessKey", key)] : tooLong(draft, "accessKey", limits.person)),
    ...(isAnyTyped && !hasSecret ? [problem("secretKey", key)] : []),
  ];
}

function iamProblems(draft: ConnectionDraft, isNew: boolean): DraftProblem[] {
  const isOwn = draft.iamEndpoint.trim() !== "";
  const known = addresseeOf(draft);
  const isUnknown = !isOwn && known !== null && known.iamEndpoint === null;
  return [
    ...text(draft, "iamUser", limits.person),
    ...text(draft, "iamDomain", limits.person),
    ...(isNew && draft.iamPassword === "" ? [problem("iamPassword", "missing")] : []),
    ...(isOwn ? addressProblems(draft, "iamEndpoint") : []),
    ...(isUnknown ? [problem("iamEndpoint", "iamAddressNeeded")] : []),
  ];
}

function legacyProblems(draft: ConnectionDraft, isNew: boolean): DraftProblem[] {
  const pems = (["caPem", "certPem", "keyPem"] as const).filter((field) => draft[field].trim() !== "");
  const unreadable = pems.filter((field) => !draft[field].includes("-----BEGIN "));
  const [hasCertificate, hasKey] = [pems.includes("certPem"), pems.includes("keyPem")];
  return [
    ...id(draft, "appId", limits.id),
    ...(isNew && draft.secret === "" ? [problem("secret", "missing")] : []),
    ...unreadable.map((field) => problem(field, "pemForm")),
    ...(hasKey && !hasCertificate ? [problem("certPem", "together")] : []),
    ...((hasCertificate || draft.keyPassphrase !== "") && !hasKey ? [problem("keyPem", "together")] : []),
    ...tooLong(draft, "serverName", limits.serverName),
  ];
}

function limitProblems(draft: ConnectionDraft): DraftProblem[] {
  const rates = draft.kind === "na" ? (["rateRead"] as const) : (["rateRead", "rateWrite"] as const);
  const { rate, concurrency, fileRows } = ranges;
  return [
    ...rates
      .filter((field) => !isWithin(draft[field], rate, /^\d{1,4}(?:\.\d{1,3})?$/))
      .map((field) => problem(field, "rate", rate)),
    ...(isWithin(draft.pageConcurrency, concurrency, /^\d{1,2}$/)
      ? []
      : [problem("pageConcurrency", "concurrency", concurrency)]),
    ...(draft.kind === "na" || isWithin(draft.fileRows, fileRows, /^\d{1,6}$/)
      ? []
      : [problem("fileRows", "concurrency", fileRows)]),
  ];
}

/** Empty is within: then the environment says. */
function isWithin(typed: string, range: { min: number; max: number }, form: RegExp): boolean {
  const value = typed.trim();
  return value === "" || (form.test(value) && Number(value) >= range.min && Number(value) <= range.max);
}

type TextField = Exclude<DraftField, "readOnly">;

function text(draft: ConnectionDraft, field: TextField, limit: number): DraftProblem[] {
  return draft[field].trim() === "" ? [problem(field, "missing")] : tooLong(draft, field, limit);
}

function tooLong(draft: ConnectionDraft, field: TextField, limit: number): DraftProblem[] {
  return draft[field].trim().length > limit ? [problem(field, "tooLong", { limit })] : [];
}

function id(draft: ConnectionDraft, field: TextField, limit: number): DraftProblem[] {
  const value = draft[field].trim();
  if (value === "") return [problem(field, "missing")];
  return /^[A-Za-z0-9_-]+$/.test(value) && value.length <= limit ? [] : [problem(field, "idForm", { limit })];
}

function problem(field: DraftField, key: ProblemKey, values?: DraftProblem["values"]): DraftProblem {
  return values ? { field, key, values } : { field, key };
}
