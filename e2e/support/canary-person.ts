import { expect } from "@playwright/test";
import type { CanaryCage } from "./canary-cage";
import type { CanaryVisitor } from "./canary-visitor";
import { oneTimeCode } from "./one-time-code";

/** An administrator at the routes of the sign-in, where every secret is typed. */
export class CanaryPerson {
  private readonly usedCodes = new Set<string>();

  constructor(
    readonly visitor: CanaryVisitor,
    private readonly cage: CanaryCage,
    private readonly email: string,
  ) {}

  signIn(password: string) {
    return this.visitor.post("/api/auth/sign-in/email", { email: this.email, password });
  }

  /** Once wrong, once right; a wrong password is a secret too: it is often the right one of another place. */
  async signInAfterMistake(wrong: string, right: string): Promise<void> {
    const typed = this.cage.valueOf(wrong);
    const wrongField = await this.visitor.post("/api/auth/sign-in/email", { email: typed, password: typed });
    expect(wrongField.status, wrongField.text).toBe(400);
    const refused = await this.signIn(typed);
    expect(refused.status, refused.text).toBe(401);
    this.cage.prove(wrong);
    await expect(async () => expect((await this.signIn(this.cage.valueOf(right))).status).toBe(200)).toPass();
    expect((await this.visitor.get("/api/v1/me")).status).toBe(200);
    this.cage.prove(right);
  }

  async stepUpAfterMistake(wrong: string, right: string): Promise<void> {
    const mistaken = await this.visitor.post("/api/auth/step-up", { password: this.cage.valueOf(wrong) });
    expect(mistaken.status, mistaken.text).toBe(400);
    this.cage.prove(wrong);
    await expect(async () => {
      const proven = await this.visitor.post("/api/auth/step-up", { password: this.cage.valueOf(right) });
      expect(proven.status, proven.text).toBe(200);
    }).toPass();
    expect((await this.visitor.get("/api/v1/me")).status).toBe(200);
  }

  async changePassword(from: string, to: string): Promise<void> {
    const body = { currentPassword: this.cage.valueOf(from), newPassword: this.cage.valueOf(to) };
    const changed = await this.visitor.post("/api/auth/change-password", body);
    expect(changed.status, changed.text).toBe(200);
  }

  /** Sets a second factor up, signs in with a code of it, proves itself with another, signs in with a backup code. */
  async useSecondFactor(password: string): Promise<void> {
    const { cage, visitor } = this;
    const enabled = await visitor.post("/api/auth/two-factor/enable", { password: cage.valueOf(password) });
    expect(enabled.status, enabled.text).toBe(200);
    const { totpUri, backupCodes }: { totpUri: string; backupCodes: string[] } = JSON.parse(enabled.text);
    const key = cage.add("key of the second factor", new URL(totpUri).searchParams.get("secret") ?? "");
    for (const [index, code] of backupCodes.entries()) {
      cage.add(`backup code ${index}`, code, { short: true });
    }
    await this.useCode(key, "/api/auth/two-factor/verify-totp");
    cage.prove("key of the second factor");

    await this.startAgain(password);
    await this.useCode(key, "/api/auth/two-factor/verify-totp");
    await this.useCode(key, "/api/auth/step-up");
    await this.startAgain(password);
    const [code] = backupCodes;
    const back = await visitor.post("/api/auth/two-factor/verify-backup-code", { code });
    expect(back.status, back.text).toBe(200);
    expect((await visitor.get("/api/v1/me")).status).toBe(200);
    // They come together, and one of them opened the door.
    cage.prove(...backupCodes.map((_, index) => `backup code ${index}`));
  }

  async signOut(): Promise<void> {
    const out = await this.visitor.post("/api/auth/sign-out", {});
    expect(out.status, out.text).toBe(200);
  }

  private async startAgain(password: string): Promise<void> {
    await this.signOut();
    const half = await this.signIn(this.cage.valueOf(password));
    expect(half.text).toContain('"twoFactorRequired":true');
  }

  /** A code counts once, and while the journey goes on others come and go. */
  private async useCode(key: string, path: string): Promise<void> {
    await expect(async () => {
      const code = [0, 1, -1]
        .map((ahead) => oneTimeCode(key, ahead))
        .find((each) => !this.usedCodes.has(each));
      expect(code, "no unused code at the moment").toBeDefined();
      if (code === undefined) return;
      this.usedCodes.add(code);
      const name = `code ${this.usedCodes.size} of the second factor`;
      this.cage.add(name, code, { short: true });
      this.cage.prove(name);
      const taken = await this.visitor.post(path, { code });
      expect(taken.status, taken.text).toBe(200);
    }).toPass({ intervals: [1_000], timeout: 45_000 });
    expect((await this.visitor.get("/api/v1/me")).status).toBe(200);
  }
}
