import { expect, it } from "vitest";
import { CONNECTION, DEVICE_STATUSES, TRAIT } from "./device-columns";
import { Fleet } from "./fleet";

it("works ids out from numbers and back", () => {
  const fleet = new Fleet("demo", 1);
  for (let device = 0; device < fleet.size; device += 37) {
    expect(fleet.find(fleet.deviceIdOf(device))).toBe(device);
    expect(fleet.findNodes(fleet.nodeIdOf(device))).toEqual([device]);
    expect(fleet.findNamed(fleet.nameOf(device))).toEqual([device]);
  }
  expect(fleet.size).toBe(120_000);
});

it("is the same for the same seed and another for another", () => {
  const statuses = (seed: number) => {
    const fleet = new Fleet("demo", seed);
    return Array.from({ length: 3_000 }, (_, device) => fleet.statusAt(device, 0)).join();
  };
  expect(statuses(1)).toBe(statuses(1));
  expect(statuses(1)).not.toBe(statuses(2));
});

it("is each its own: what happens to a device of one fleet happens to no other of that seed", () => {
  const [fleet, other] = [new Fleet("demo", 1), new Fleet("demo", 1)];
  const [firmware, status] = [fleet.firmwareOf(7), fleet.statusAt(7, 0)];
  fleet.setFirmware(7, "9.9.9");
  fleet.setConnection(7, CONNECTION.abnormal);
  fleet.setTrait(7, TRAIT.deleted, true);
  for (const untouched of [other, new Fleet("demo", 1)]) {
    expect(untouched.firmwareOf(7)).toBe(firmware);
    expect([untouched.statusAt(7, 0), untouched.isDeleted(7)]).toEqual([status, false]);
    untouched.setSoftware(8, "8.8.8");
    expect(untouched.softwareOf(8)).toBe("8.8.8");
  }
  expect([fleet.firmwareOf(7), fleet.statusAt(7, 0)]).toEqual(["9.9.9", "ABNORMAL"]);
});

it("has devices in every state, and versions no package supports in the bad districts", () => {
  const fleet = new Fleet("demo", 441);
  const seen = new Set(Array.from({ length: fleet.size }, (_, device) => fleet.statusAt(device, 0)));
  expect([...seen].toSorted()).toEqual([...DEVICE_STATUSES].toSorted());
  const share = (from: number, version: string) => {
    const old = Array.from({ length: 2_000 }, (_, k) => fleet.firmwareOf(from + k)).filter(
      (v) => v === version,
    );
    return old.length / 2_000;
  };
  expect(share(28_000, "2.1.7")).toBeGreaterThan(0.09);
  expect(share(72_000 + 8_000, "1.5.0")).toBeGreaterThan(0.12);
  expect(share(0, "2.1.7")).toBe(0);
});
