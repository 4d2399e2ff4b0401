/** What makes a connection the same one tomorrow: another platform, project or app is another connection. */
export interface IdentityFacts {
  kind: "v5" | "na";
  endpoint: string;
  projectId: string | null;
  appId?: string | null;
  source: "environment" | "settings" | "sandbox";
}

/**
 * Kind + endpoint host + project (v5) or app id (legacy). The sandbox's port changes with every start while its fleet
 * stays the same, so its host is the word itself. Throws `TypeError` when the endpoint is no URL.
 */
export function connectionIdentity({ kind, endpoint, projectId, appId, source }: IdentityFacts): string {
  const host = source === "sandbox" ? "sandbox" : new URL(endpoint).host;
  return [kind, host, (kind === "na" ? appId : projectId) ?? ""].join("|");
}
