import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { describe, expect, it, vi } from "vitest";
import { operationKeys } from "@/lib/client/operation-queries";
import type { Operation } from "@/lib/contracts/operations";
import en from "@/lib/i18n/messages/en.json";
import zhCN from "@/lib/i18n/messages/zh-CN.json";
import { OperationView } from "./operation-view";

vi.mock("next/navigation", () => ({ useRouter: () => ({ replace: () => undefined }) }));

const lost: Operation = {
  id: "8a1f0e9c-6a5b-4c1e-9a52-0d7c3b1f2e4d",
  kind: "create",
  state: "unknown",
  taskId: null,
  createdAt: "2026-11-22T12:00:00.000Z",
  createdBy: { id: "p1", name: "Ada", kind: "person" },
  total: 2,
  succeeded: 0,
  failed: 0,
  results: [],
  page: { total: 0, nextCursor: null, page: null, pages: 0 },
};
const left: Operation["error"] = {
  code: "conflict",
  detail: "The platform's answer was lost, and it has a task of this name.",
  hint: "enter_task_id",
};

function render(
  change: Partial<Operation>,
  legacy: boolean,
  locale: "en" | "zh-CN" = "en",
  mayChange = true,
): string {
  const client = new QueryClient();
  client.setQueryData(operationKeys.one("plant", lost.id, 1), { ...lost, ...change });
  return renderToStaticMarkup(
    <IntlProvider locale={locale} messages={locale === "en" ? en : zhCN} timeZone="UTC">
      <QueryClientProvider client={client}>
        <OperationView connection="plant" operationId={lost.id} legacy={legacy} mayChange={mayChange} />
      </QueryClientProvider>
    </IntlProvider>,
  );
}
const field = 'name="task"';

describe("a create whose answer was lost", () => {
  it.each([
    ["en", en],
    ["zh-CN", zhCN],
  ] as const)("on a legacy connection asks for its task's id, in %s", (locale, words) => {
    const early = render({}, true, locale);
    expect(early).toContain(field);
    expect(early).toContain(words.operation.explain.unknownLegacy);
    expect(early).toContain(words.operation.staysHere);
    const late = render({ error: left }, true, locale);
    expect(late).toContain(field);
    expect(late).toContain(words.operation.explain.left);
    expect(late).toContain(words.hint.enter_task_id);
    expect(late).not.toContain(words.operation.staysHere);
  });

  it("on a connection with a list does not: there Muster looks by itself, or a person does", () => {
    expect(render({}, false)).not.toContain(field);
    expect(render({}, false)).toContain(en.operation.explain.unknown);
    const undecided = render({ error: { ...left, hint: "look_on_platform" } }, false);
    expect(undecided).not.toContain(field);
    expect(undecided).toContain(en.operation.explain.left);
    expect(undecided).toContain(en.hint.look_on_platform);
  });

  it.each(["running", "done", "failed"] as const)("asks for nothing once it is %s", (state) => {
    expect(render({ state }, true)).not.toContain(field);
  });
});

describe("a create that is held", () => {
  const held = { state: "held", mayTakeBack: true, sendsInMs: 6_400 } as const;
  const create = { name: "pump_fix", type: "firmwareUpgrade", draftId: null };

  it("says how long by what the server said is left, to the eye and, in steps, to the ear", () => {
    const html = render({ ...held, create }, false);
    expect(html).toContain("Sends in 7 s");
    expect(html).toMatch(/role="status">Sent in 10 s or less</);
    expect(html).toContain('aria-label="Take back pump_fix"');
    expect(render({ ...held, sendsInMs: 0 }, false)).toContain(en.operation.sendsNow);
  });

  it("is offered back only to who may take it", () => {
    expect(render({ ...held, mayTakeBack: false }, false)).not.toContain(`>${en.operation.takeBack}<`);
  });

  it("and was taken back says by whom and leads its writer to the draft", () => {
    const draftId = "3a1f0e9c-6a5b-4c1e-9a52-0d7c3b1f2e4d";
    const takenBack = { by: "Grace", at: "2026-11-22T12:00:03.000Z" };
    const html = render({ state: "cancelled", takenBack, create: { ...create, draftId } }, false);
    expect(html).toContain("Grace");
    expect(html).toContain(`/c/plant/tasks/new?draft=${draftId}&amp;step=review`);
    expect(render({ state: "cancelled", takenBack, create }, false)).not.toContain("tasks/new");
  });
});

describe("a delete", () => {
  const done = { kind: "delete", state: "done", taskId: "65a1" } as const;

  it.each([
    ["en", "Reason: <bdi>ticket 4711</bdi>"],
    ["zh-CN", "原因：<bdi>ticket 4711</bdi>"],
  ] as const)("says why it was asked for, where somebody said so, in %s", (locale, words) => {
    expect(render({ ...done, reason: "ticket 4711" }, false, locale)).toContain(words);
    expect(render(done, false, locale)).not.toContain(words.slice(0, words.indexOf("<")));
  });
});

describe("a create that is left to a person", () => {
  const candidates = [
    { taskId: "65a1", name: "pump_fix", createdAt: "2026-11-22T12:00:01.000Z" },
    { taskId: "65a2", name: "pump_fix", createdAt: null },
  ];
  const choose = {
    error: { ...left, code: "conflict" as const, detail: "x", hint: "choose_task" },
    candidates,
  };

  it("shows what fits, each with its time and its choice, and the choice of none", () => {
    const html = render(choose, false);
    expect(html).toContain("/c/plant/tasks/65a1");
    expect(html).toContain('aria-label="This is it: 65a2"');
    expect(html).toContain(en.operation.candidateUntold);
    expect(html).toContain(en.operation.nothingMade);
    expect(html).toContain(en.hint.choose_task);
  });

  it("is nobody's to decide who may only look, nor before Muster has looked itself", () => {
    expect(render(choose, false, "en", false)).not.toContain(en.operation.nothingMade);
    expect(render({}, false)).not.toContain(en.operation.nothingMade);
  });
});
