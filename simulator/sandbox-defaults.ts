/** Who may call the sandbox (contracts.md §5), and the fleet it shows. */
export const SANDBOX = {
  projectId: "0123456789abcdef0123456789abcdef",
  accessKey: "SANDBOXAK",
  secretKey: "SANDBOXSK",
  /** The application of the legacy API. */
  naAppId: "sandbox-app",
  naSecret: "sandbox-secret",
  /** Chosen so that of the first dozen water meters two fail at first and one is offline. */
  seed: 441,
} as const;
