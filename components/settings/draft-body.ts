import type { CreateConnection, TestConnection, UpdateConnection } from "@/lib/contracts/save-connection";
import type { ConnectionDraft } from "./connection-draft";

/** A new connection, from a draft without problems. */
export function toCreate(draft: ConnectionDraft): CreateConnection {
  const { slug, secret, iamPassword, accessKey, secretKey } = draft;
  if (draft.kind === "na") return { ...legacy(draft), slug, secret };
  if (draft.signIn === "iam") return { ...iam(draft), slug, iamPassword };
  return { ...keys(draft), slug, accessKey: accessKey.trim(), secretKey };
}

/** The whole connection anew; secrets that are empty stay as they are stored. */
export function toUpdate(draft: ConnectionDraft, updatedAt: string): UpdateConnection {
  return { ...changed(draft), updatedAt };
}

/** What is typed, with the stored secrets of `saved` where none are. */
export function toTest(draft: ConnectionDraft, saved: string | null): TestConnection {
  return saved === null ? toCreate(draft) : { ...changed(draft), connection: saved };
}

function changed(draft: ConnectionDraft) {
  if (draft.kind === "na") return { ...legacy(draft), secret: secret(draft.secret) };
  if (draft.signIn === "iam") return { ...iam(draft), iamPassword: secret(draft.iamPassword) };
  return { ...keys(draft), accessKey: given(draft.accessKey), secretKey: secret(draft.secretKey) };
}

function keys(draft: ConnectionDraft) {
  return { ...v5(draft), signIn: "keys" as const, securityToken: secret(draft.securityToken) };
}

function iam(draft: ConnectionDraft) {
  const { iamUser, iamDomain, iamEndpoint } = draft;
  return {
    ...v5(draft),
    ...{ signIn: "iam" as const, iamUser: iamUser.trim(), iamDomain: iamDomain.trim() },
    iamEndpoint: given(iamEndpoint),
  };
}

function v5(draft: ConnectionDraft) {
  return {
    ...general(draft),
    kind: "v5" as const,
    region: given(draft.region),
    projectId: draft.projectId.trim(),
    instanceId: given(draft.instanceId),
    signature: draft.signature || undefined,
  };
}

function legacy(draft: ConnectionDraft) {
  return {
    ...general(draft),
    kind: "na" as const,
    appId: draft.appId.trim(),
    caPem: given(draft.caPem),
    certPem: given(draft.certPem),
    keyPem: given(draft.keyPem),
    keyPassphrase: secret(draft.keyPassphrase),
    serverName: given(draft.serverName),
  };
}

function general(draft: ConnectionDraft) {
  return {
    name: draft.name.trim(),
    endpoint: draft.endpoint.trim(),
    purpose: draft.purpose || undefined,
    readOnly: draft.readOnly,
    rateRead: number(draft.rateRead),
    rateWrite: draft.kind === "na" ? undefined : number(draft.rateWrite),
    pageConcurrency: number(draft.pageConcurrency),
    ...(draft.kind === "v5" ? { fileRows: number(draft.fileRows) } : {}),
  };
}

const given = (text: string): string | undefined => text.trim() || undefined;
/** A blank may be part of it. */
const secret = (text: string): string | undefined => text || undefined;
const number = (text: string): number | undefined => (text.trim() === "" ? undefined : Number(text));
