import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { DraftContent } from "@/lib/contracts/drafts";
import { workbookParts } from "@/lib/workbook/testing/build-workbook";
import { buildZip } from "@/lib/workbook/testing/build-zip";
import type { CanaryCage } from "./canary-cage";
import type { Stop } from "./canary-pages";
import type { CanaryVisitor } from "./canary-visitor";
import { fleet } from "./stage";

const headings = ["product_id", "node_id", "secret"];

/** A draft of the person's with a workbook of a new device, whose secret is for its owner alone. */
export async function keepDraft(person: CanaryVisitor, cage: CanaryCage, connection: string): Promise<Stop> {
  const draftId = randomUUID();
  const draft = `/api/v1/connections/${connection}/drafts/${draftId}`;
  const saved = await person.send("PUT", draft, {
    body: {
      ...{ name: "canary_draft", type: "createDevices", step: "targets", version: 0 },
      ...{ content: DraftContent.parse({}), targetsText: "", targetCount: 0 },
    },
  });
  expect(saved.status, saved.text).toBe(201);
  const put = async (node: string, secret: string) => {
    const { status, text } = await person.send("PUT", `${draft}/file?type=createDevices`, {
      body: workbookOf([headings, [fleet.product, node, secret]]),
    });
    expect(status, text).toBe(200);
    return JSON.parse(text);
  };
  const wrong = await put(
    "canary_wrong",
    cage.plant("secret of a device that breaks a rule", { length: 40 }),
  );
  expect(wrong.problems).toMatchObject([{ column: "secret", rule: "too_long", value: null }]);
  cage.prove("secret of a device that breaks a rule");
  const right = await put("canary_kept", cage.plant("secret of a device in a draft"));
  expect(right).toMatchObject({ rows: 1, problemCount: 0 });
  const kept = await person.get(`${draft}/file`);
  expect(kept.text).toContain(cage.valueOf("secret of a device in a draft"));
  cage.prove("secret of a device in a draft");
  const others = { productId: fleet.product, groupId: fleet.canaryGroup.id };
  return { connection, draftId, ...others };
}

/** Not packed, so that a secret in it would be seen wherever the file is. */
function workbookOf(rows: readonly (readonly string[])[]): FormData {
  const parts = Object.entries(workbookParts(rows)).map(([name, data]) => ({ name, data, stored: true }));
  const form = new FormData();
  form.set("file", new Blob([Buffer.from(buildZip(parts))]), "canary.xlsx");
  return form;
}
