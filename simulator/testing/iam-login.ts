type Change = { password?: string; project?: object; methods?: string[]; totp?: object };

/** The body of a token request for the sandbox's user (sheet §3.1). */
export function iamLogin({ password = "sandbox", project, methods, totp }: Change = {}) {
  return {
    auth: {
      identity: {
        methods: methods ?? ["password"],
        password: { user: { name: "sandbox", password, domain: { name: "sandbox" } } },
        totp,
      },
      scope: { project: project ?? { name: "cn-north-4" } },
    },
  };
}
