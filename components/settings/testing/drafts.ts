import type { Connection } from "@/lib/contracts/connections";
import { type ConnectionDraft, emptyDraft } from "../connection-draft";

export const keysDraft: ConnectionDraft = {
  ...emptyDraft,
  ...{ name: "Meters", slug: "prod-meters", projectId: "4e7c0a91d2b84f6fa35d18c7e90b62f4" },
  endpoint: "9f2c71d0b4.st1.iotda-app.cn-north-4.myhuaweicloud.com",
  ...{ accessKey: "HPUA4ZQ7WX2M9T1KEXMP", secretKey: "the secret key" },
};

export const iamDraft: ConnectionDraft = {
  ...keysDraft,
  ...{ signIn: "iam", accessKey: "", secretKey: "" },
  ...{ iamUser: "muster", iamDomain: "plant", iamPassword: " pass phrase " },
};

export const legacyDraft: ConnectionDraft = {
  ...emptyDraft,
  ...{ kind: "na", name: "Old meters", slug: "old", endpoint: "na.myhuaweicloud.com:8743" },
  ...{ appId: "app1", secret: "app secret" },
};

/** `keysDraft` as the server answers it once it is saved. */
export const savedKeys: Connection = {
  ...{ slug: "prod-meters", name: "Meters", kind: "v5", region: "cn-north-4", signature: null },
  endpoint: "https://9f2c71d0b4.st1.iotda-app.cn-north-4.myhuaweicloud.com",
  ...{ projectId: keysDraft.projectId, instanceId: null, signIn: "keys", iamUser: null, iamDomain: null },
  ...{ iamEndpoint: null, appId: null, serverName: null, tlsSet: false, purpose: "production" },
  ...{
    readOnly: false,
    rateRead: null,
    rateWrite: null,
    pageConcurrency: null,
    fileRows: null,
    source: "settings",
  },
  ...{ secretSet: true, accessKeyLast4: "EXMP", updatedAt: "2026-11-22T12:00:00.000Z" },
  ...{ archived: false, sandbox: false },
};
