import { isLoopbackHost, isPlainRemote } from "./network-values";
import type { Variables } from "./variables";

/** What is allowed but deserves a word at the start; never holds a secret. */
export function findWarnings(given: Variables, appUrl: string): string[] {
  const warnings: string[] = [];
  if (isPlainRemote(appUrl)) {
    warnings.push("APP_URL is http on a network: passwords and sessions travel unencrypted; use https");
  }
  if (!isLoopbackHost(given.HOST) && isLoopbackHost(new URL(appUrl).hostname)) {
    warnings.push(
      "HOST listens beyond this machine but APP_URL is local: other machines get 421 until APP_URL names it",
    );
  }
  for (const origin of given.MUSTER_EMBED_ORIGINS.filter(isPlainRemote)) {
    warnings.push(
      `MUSTER_EMBED_ORIGINS: ${origin} is http: anybody on its network can change the framing page`,
    );
  }
  if (given.MUSTER_ADMIN_PASSWORD !== undefined && given.MUSTER_ADMIN_PASSWORD.length < 12) {
    warnings.push("MUSTER_ADMIN_PASSWORD has fewer than 12 characters");
  }
  if (given.HUAWEICLOUD_SDK_AK !== undefined && given.IOTDA_ENDPOINT === undefined) {
    warnings.push("HUAWEICLOUD_SDK_AK is set but IOTDA_ENDPOINT is not: no connection is made from it");
  }
  return warnings;
}
