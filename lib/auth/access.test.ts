import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Permission, Role } from "@/lib/contracts/permission";
import { type ActSubject, mayDo, maySee, permissionTable, requirePermission } from "./access";
import type { Caller } from "./caller";

const person: Caller = {
  kind: "person",
  id: "p1",
  name: "Ada",
  email: "ada@plant.example",
  surface: "page",
  sessionId: "s1",
  grants: {},
  secondFactor: false,
  provedAt: null,
  scopes: null,
};
const token: Caller = {
  ...person,
  kind: "token",
  id: "token:environment",
  secondFactor: null,
  grants: { "*": ["operator"] },
  scopes: ["read", "write", "irreversible"],
};
const holding = (role: Role, connection = "plant-1"): Caller => ({
  ...person,
  grants: { [connection]: [role] },
});
const own: ActSubject = { createdById: "p1" };
const others: ActSubject = { createdById: "p2" };

/** The table of docs/security.md, cell by cell. */
function readDocument() {
  const text = readFileSync(`${import.meta.dirname}/../../docs/security.md`, "utf8");
  const rows = text.split("\n").filter((line) => line.startsWith("| `"));
  return rows.map((line) => {
    const [, name, viewer, operator, approver, administrator, scope] = line
      .split("|")
      .map((cell) => cell.trim());
    return {
      permission: Permission.parse(/`(\w+)`/.exec(name ?? "")?.[1]),
      roles: { viewer, operator, approver, administrator },
      scope: scope || null,
    };
  });
}

describe("the permission table", () => {
  it("is the document's, whole", () => {
    const document = readDocument();
    expect(document.map(({ permission }) => permission)).toEqual(Permission.options);
    for (const { permission, roles, scope } of document) {
      const rule = permissionTable[permission];
      expect({ permission, scope }).toEqual({ permission, scope: rule.tokenScope });
      for (const role of Role.options) {
        expect([permission, role, rule.roles[role]]).toEqual([permission, role, roles[role] || "none"]);
      }
    }
  });

  it.each(readDocument())("decides $permission by it", ({ permission, roles, scope }) => {
    for (const role of Role.options) {
      const reach = roles[role];
      const may = (subject?: ActSubject) => mayDo(holding(role), permission, "plant-1", subject);
      expect(may(own)).toBe(reach === "any" || reach === "own");
      expect(may(others)).toBe(reach === "any" || reach === "others");
      expect(may()).toBe(reach === "any");
      expect(may({ createdById: null })).toBe(reach === "any");
    }
    expect(mayDo(token, permission, "plant-1", own)).toBe(scope !== null);
    expect(mayDo({ ...token, scopes: [] }, permission, "plant-1")).toBe(false);
    expect(mayDo({ ...token, scopes: null }, permission, "plant-1")).toBe(false);
    const elevated = { ...token, grants: { "*": [...Role.options] } };
    expect(mayDo(elevated, permission, "plant-1", others)).toBe(scope !== null);
    expect(mayDo({ ...elevated, scopes: ["read"] }, permission, "plant-1")).toBe(scope === "read");
    expect(mayDo(person, permission, "plant-1", own)).toBe(false);
  });

  it("adds roles up, those on all connections included", () => {
    const both: Caller = { ...person, grants: { "*": ["viewer"], "plant-1": ["operator"] } };
    expect(mayDo(both, "change", "plant-1")).toBe(true);
    expect(mayDo(both, "change", "plant-2")).toBe(false);
    expect(mayDo(both, "read", "plant-2")).toBe(true);
  });

  it("counts only a grant on all connections for what belongs to none", () => {
    expect(mayDo(holding("administrator", "*"), "administer", "*")).toBe(true);
    expect(mayDo(holding("administrator", "plant-1"), "administer", "*")).toBe(false);
    expect(mayDo(holding("administrator", "plant-1"), "administer", "plant-1")).toBe(true);
  });

  it("says not found for a connection without any role, forbidden for one with another", () => {
    const viewer = holding("viewer");
    expect(() => requirePermission(viewer, "change", "plant-1")).toThrow(
      expect.objectContaining({ code: "forbidden" }),
    );
    expect(() => requirePermission(viewer, "read", "plant-2")).toThrow(
      expect.objectContaining({ code: "not_found" }),
    );
    expect(() => requirePermission(viewer, "administer", "*")).toThrow(
      expect.objectContaining({ code: "forbidden" }),
    );
    expect(() => requirePermission(viewer, "read", "plant-1")).not.toThrow();
  });

  it("finds nothing in the prototype of the grants", () => {
    for (const slug of ["constructor", "__proto__", "toString", "hasOwnProperty"]) {
      expect(maySee(holding("viewer"), slug)).toBe(false);
      expect(mayDo(holding("viewer"), "read", slug)).toBe(false);
    }
  });

  it("never lets anybody approve their own request, whatever their roles (A09)", () => {
    const all: Caller = { ...person, grants: { "*": [...Role.options] } };
    expect(mayDo(all, "approve", "plant-1", own)).toBe(false);
    expect(mayDo(all, "approve", "plant-1", others)).toBe(true);
  });

  it("keeps what S3.4 names out of frames, and nothing else", () => {
    const all: Caller = { ...person, grants: { "*": [...Role.options] } };
    const framed: Caller = { ...all, surface: "embed" };
    const outside = Permission.options.filter((permission) => !mayDo(framed, permission, "plant-1", others));
    expect(outside).toEqual(["irreversible", "approve", "reveal_secret", "administer"]);
    expect(outside.every((permission) => mayDo(all, permission, "plant-1", others))).toBe(true);
    expect(() => requirePermission(framed, "administer", "*")).toThrow(
      expect.objectContaining({ code: "forbidden", message: "This is done outside of frames." }),
    );
  });
});
