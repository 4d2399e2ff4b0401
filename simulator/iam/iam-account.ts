export type IamAccount = { projectId: string; secretKey: string; regions: readonly string[] };

/** The one account (IAM calls it domain) of the sandbox. */
export const DOMAIN_ID = "1f2e3d4c5b6a79880716253443526170";

/** The one IAM user of the sandbox; `passcode` is what its authenticator app shows. */
export const IAM_USER = {
  id: "aa11bb22cc33dd44ee55ff6600778899",
  name: "sandbox",
  password: "sandbox",
  domain: "sandbox",
  passcode: "246810",
} as const;
