import type { Credentials, TlsMaterial } from "./connection-credentials";
import type { StoredConnection } from "./connection-store";

type Plain = Pick<
  StoredConnection,
  "slug" | "name" | "kind" | "endpoint" | "region" | "projectId" | "instanceId" | "signature" | "source"
>;
type Optional = Pick<
  StoredConnection,
  | "iamEndpoint"
  | "iamUser"
  | "iamDomain"
  | "appId"
  | "serverName"
  | "purpose"
  | "readOnly"
  | "rateRead"
  | "rateWrite"
  | "pageConcurrency"
  | "fileRows"
>;

/** A connection as the environment, the running sandbox or the settings define it. */
export interface GivenConnection extends Plain, Partial<Optional> {
  /** By default what the credentials are for, else what the row has. */
  signIn?: StoredConnection["signIn"];
  /**
   * Null: none. Undefined: those stored stay, unless they would go to another host, project or user than they were
   * given for (security.md S4.4).
   */
  credentials?: Credentials | null;
  /** As `credentials`. */
  tls?: TlsMaterial | null;
}
