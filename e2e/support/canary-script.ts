import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import type { CanaryVisitor, Visit } from "./canary-visitor";
import { fleet, waterMeters } from "./stage";

/** What a script does with the API of one connection; `expect`s as it goes. */
export class CanaryScript {
  constructor(
    private readonly visitor: CanaryVisitor,
    readonly connection: string,
  ) {}

  get(path: string): Promise<Visit> {
    return this.visitor.get(this.at(path));
  }

  post(path: string, body: unknown): Promise<Visit> {
    return this.visitor.post(this.at(path), body, { "idempotency-key": randomUUID() });
  }

  createUpgrade(name: string, first: number, count = 2): Promise<Visit> {
    return this.post("/tasks", {
      ...{ name, type: "firmwareUpgrade", targets: { kind: "list", ids: waterMeters(first, count) } },
      document: { package_id: fleet.firmwarePackage },
    });
  }

  createDevices(name: string, fileId: string, appId: string): Promise<Visit> {
    return this.post("/tasks", { name, type: "createDevices", appId, targets: { kind: "file", fileId } });
  }

  createCommand(name: string, first: number): Promise<Visit> {
    return this.post("/tasks", {
      ...{ name, type: "DeviceCmd", timeoutMinutes: 10 },
      targets: { kind: "list", ids: waterMeters(first, 2) },
      document: { serviceId: "meter", method: "VALVE", paras: { open: 0 } },
    });
  }

  /** The task of an answer that must be one. */
  async task(answer: Promise<Visit>): Promise<string> {
    const { status, text } = await answer;
    expect(status, text).toBe(201);
    return JSON.parse(text).taskId;
  }

  async show(taskId: string) {
    const { status, text } = await this.get(`/tasks/${taskId}`);
    expect(status, text).toBe(200);
    return JSON.parse(text);
  }

  /** An operation that the platform refused with a quotation. */
  async quotedOperation(): Promise<string> {
    const { items } = JSON.parse((await this.get("/operations?state=failed")).text);
    const quoted = items.find((each: { error?: object }) =>
      JSON.stringify(each.error ?? {}).includes("quoted"),
    );
    expect(quoted, "a failed operation that quotes its call").toBeDefined();
    return quoted.id;
  }

  private at(path: string): string {
    return `/api/v1/connections/${this.connection}${path}`;
  }
}
