export type IamAccount = { projectId: string; secretKey: string; regions: readonly string[] };

/** The one account (IAM calls it domain) of the sandbox. */
export const DOMAIN_ID = "1f2e3d4c5b6a79880716253443526170";
