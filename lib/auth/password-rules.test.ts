import { describe, expect, it } from "vitest";
import { checkPassword } from "./password-rules";

describe("password rules (A21)", () => {
  it.each([
    "correct horse battery staple",
    "vX9$kQ2mLp7z",
    "Ü ñ 漢字 パスワード ok ∑",
    "480291736455",
    "7$9#2!4@8%1^",
    "gr0wing-plums-quietly",
    "k3m9x-7wq2p-vt4hz-8nbrd",
  ])("takes %s: any composition, no forced classes", (password) => {
    expect(checkPassword({ password })).toBeNull();
  });

  it("counts characters, not bytes or code units, from 12 to 128", () => {
    expect(checkPassword({ password: "kfw9mzpq2vx" })).toBe("too_short");
    expect(checkPassword({ password: "kfw9mzpq2vxt" })).toBeNull();
    expect(checkPassword({ password: "🐙🦑🦐🦞🦀🐡" })).toBe("too_short");
    const long = Array.from({ length: 128 }, (_, i) => String.fromCharCode(0x4e00 + i * 7)).join("");
    expect(checkPassword({ password: long })).toBeNull();
    expect(checkPassword({ password: `${long}x` })).toBe("too_long");
    expect(checkPassword({ password: "kfw9mzpq", least: 8 })).toBeNull();
  });

  it.each([
    "Password1234!",
    "P@ssw0rd2024!",
    "qwertyuiop12",
    "1234567890123",
    "administrator",
    "Muster-Admin-2026",
    "HuaweiIoTDA!!",
    "letmein123456",
    "iloveyou12345",
    "adminadmin123",
    "zxcvbnm,./123",
    "abcdefghijkl",
    "sandboxaksandboxsk",
    "Changeme!2025",
  ])("refuses %s, as lists and product words have it", (password) => {
    expect(["common", "repeats"]).toContain(checkPassword({ password }));
  });

  it.each(["aaaaaaaaaaaa", "abcabcabcabc", "121212121212", "xyzxyzxyzxyz!"])("refuses %s", (password) => {
    expect(checkPassword({ password })).toBe("repeats");
  });

  it("refuses what is made of the person's own name and e-mail", () => {
    const personal = ["henrietta.vandermeer@plant.example", "Henrietta Vandermeer"];
    expect(checkPassword({ password: "Henrietta2026!", personal })).toBe("personal");
    expect(checkPassword({ password: "vandermeer-henrietta", personal })).toBe("personal");
    expect(checkPassword({ password: "quiet plums henrietta", personal })).toBeNull();
  });

  it("does not run away on texts that almost repeat", () => {
    expect(checkPassword({ password: `${"ab".repeat(63)}c` })).toBe("repeats");
    expect(checkPassword({ password: `${"a".repeat(120)}bcdefgh` })).toBe("common");
  });
});
