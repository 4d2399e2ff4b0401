import type { Connection } from "@/lib/contracts/connections";
import { iamEndpointOf, regionOfHost } from "@/lib/domain/platform-host";
import type { SecretAddressee } from "@/lib/domain/secret-addressee";
import { readAddress, shortAddress } from "./read-address";

/** A connection as it is being typed; what is empty is not given. Secrets live here and nowhere else in the browser. */
export interface ConnectionDraft {
  kind: "v5" | "na";
  name: string;
  slug: string;
  purpose: "production" | "test" | "";
  endpoint: string;
  readOnly: boolean;
  rateRead: string;
  rateWrite: string;
  pageConcurrency: string;
  fileRows: string;
  region: string;
  projectId: string;
  instanceId: string;
  signature: "standard" | "derived" | "";
  signIn: "keys" | "iam";
  accessKey: string;
  secretKey: string;
  securityToken: string;
  iamUser: string;
  iamDomain: string;
  iamPassword: string;
  iamEndpoint: string;
  appId: string;
  secret: string;
  caPem: string;
  certPem: string;
  keyPem: string;
  keyPassphrase: string;
  serverName: string;
}

export type DraftField = keyof ConnectionDraft;

const noSecrets = {
  ...{ accessKey: "", secretKey: "", securityToken: "", iamPassword: "", secret: "" },
  ...{ caPem: "", certPem: "", keyPem: "", keyPassphrase: "" },
};

export const emptyDraft: ConnectionDraft = {
  ...{ kind: "v5", name: "", slug: "", purpose: "production", endpoint: "", readOnly: false },
  ...{ rateRead: "", rateWrite: "", pageConcurrency: "", fileRows: "" },
  ...{ region: "", projectId: "", instanceId: "", signature: "", signIn: "keys" },
  ...{ iamUser: "", iamDomain: "", iamEndpoint: "", appId: "", serverName: "" },
  ...noSecrets,
};

/** What is stored, to be changed: secrets never come back, and what follows from the address is left to it. */
export function draftOf(saved: Connection): ConnectionDraft {
  const address = readAddress(saved.endpoint);
  const named = "hostname" in address ? regionOfHost(address.hostname) : null;
  const ownIam = saved.region !== null && saved.iamEndpoint === iamEndpointOf(saved.region);
  return {
    ...noSecrets,
    ...{ kind: saved.kind, name: saved.name, slug: saved.slug, purpose: saved.purpose ?? "" },
    endpoint: shortAddress(saved.endpoint),
    readOnly: saved.readOnly,
    rateRead: asText(saved.rateRead),
    rateWrite: asText(saved.rateWrite),
    pageConcurrency: asText(saved.pageConcurrency),
    fileRows: asText(saved.fileRows),
    region: saved.region === named ? "" : asText(saved.region),
    projectId: asText(saved.projectId),
    instanceId: asText(saved.instanceId),
    signature: saved.signature ?? "",
    signIn: saved.signIn === "iam" ? "iam" : "keys",
    iamUser: asText(saved.iamUser),
    iamDomain: asText(saved.iamDomain),
    iamEndpoint: ownIam ? "" : shortAddress(asText(saved.iamEndpoint)),
    appId: asText(saved.appId),
    serverName: asText(saved.serverName),
  };
}

/** The region that counts: the one typed, else the one the address names. */
export function regionOf({ region, endpoint }: Pick<ConnectionDraft, "region" | "endpoint">): string | null {
  const typed = region.trim();
  if (typed !== "") return typed;
  const address = readAddress(endpoint);
  return "hostname" in address ? regionOfHost(address.hostname) : null;
}

/** Whom the secrets of a draft are for; null while its addresses cannot be read. */
export function addresseeOf(draft: ConnectionDraft): SecretAddressee | null {
  const address = readAddress(draft.endpoint);
  if (!("url" in address)) return null;
  const none = {
    region: null,
    projectId: null,
    appId: null,
    iamEndpoint: null,
    iamUser: null,
    iamDomain: null,
  };
  const common = { ...none, kind: draft.kind, endpoint: address.url };
  if (draft.kind === "na") return { ...common, signIn: "app", appId: draft.appId.trim() };
  const region = regionOf(draft);
  const place = { ...common, region, projectId: draft.projectId.trim(), signIn: draft.signIn };
  if (draft.signIn === "keys") return place;
  const iam = draft.iamEndpoint.trim() === "" ? null : readAddress(draft.iamEndpoint);
  if (iam !== null && !("url" in iam)) return null;
  return {
    ...place,
    iamEndpoint: iam?.url ?? (region === null ? null : iamEndpointOf(region)),
    iamUser: draft.iamUser.trim(),
    iamDomain: draft.iamDomain.trim(),
  };
}

const asText = (value: string | number | null): string => (value === null ? "" : String(value));
