/** What makes a connection the same one tomorrow: another platform, project or app is another connection. */
export interface IdentityFacts {
  kind: "v5" | "na";
  endpoint: string;
  /** The project of a v5 connection, the app id of a legacy one. */
  projectId: string | null;
  source: "environment" | "settings" | "sandbox";
}

/**
 * Kind + endpoint host + project or app id. The sandbox's port changes with every start while its fleet stays the
 * same, so its host is the word itself. Throws `TypeError` when the endpoint is no URL.
 */
export function connectionIdentity({ kind, endpoint, projectId, source }: IdentityFacts): string {
  const host = source === "sandbox" ? "sandbox" : new URL(endpoint).host;
  return [kind, host, projectId ?? ""].join("|");
}
