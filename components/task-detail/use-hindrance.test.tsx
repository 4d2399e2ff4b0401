import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { describe, expect, it } from "vitest";
import type { TaskAct } from "@/lib/client/act-on-task";
import type { Capabilities, Task } from "@/lib/contracts/tasks";
import en from "@/lib/i18n/messages/en.json";
import { elsewhere, useHindrance } from "./use-hindrance";

const yes = { allowed: true };
const off = (reason: string) => ({ allowed: false, reason });
const all: Capabilities = { retry: yes, stop: yes, confirm: yes, delete: yes, rerun: yes };

function taskOf(capabilities: Partial<Capabilities>, progress: object = { fail: 2, waiting: 1 }): Task {
  const none = { failWaitRetry: 0, stopped: 0, fail: 0, waiting: 0 };
  return {
    ...{ connection: "plant", taskId: "t1", capabilities: { ...all, ...capabilities } },
    progress: { ...none, ...progress },
  } as Task;
}

function hindranceOf(act: TaskAct, task: Task): string | null {
  const seen: (string | null)[] = [];
  function Probe() {
    seen.push(useHindrance(task)(act));
    return null;
  }
  renderToStaticMarkup(
    <IntlProvider locale="en" messages={en} timeZone="UTC">
      <Probe />
    </IntlProvider>,
  );
  return seen[0] ?? null;
}

describe("why an act is off", () => {
  it("is said in the reader's words, with what works in its place", () => {
    const ended = taskOf({ retry: off("not_retryable_now") });
    const reason = en.capability.not_retryable_now;
    expect(hindranceOf("retry", ended)).toBe(`${reason} A re-run as a new task works.`);
    const readOnly = taskOf({ retry: off("read_only"), rerun: off("read_only") });
    expect(hindranceOf("retry", readOnly)).toBe(en.capability.read_only);
    expect(hindranceOf("stop", taskOf({ stop: off("already_stopping") }))).toBe(
      en.capability.already_stopping,
    );
  });

  it("is that there is no device for it, where the task would allow it", () => {
    expect(hindranceOf("retry", taskOf({}, {}))).toBe(en.task.nothingToRetry);
    expect(hindranceOf("confirm", taskOf({}, {}))).toBe(en.acts.confirm.nothing);
    expect(hindranceOf("confirm", taskOf({}))).toBeNull();
  });

  it("keeps a word it does not know", () => {
    expect(hindranceOf("delete", taskOf({ delete: off("some_later_reason") }))).toBe("some_later_reason");
  });
});

describe("what a frame leaves to a tab of its own", () => {
  it("is new tasks and what cannot be undone, also where the frame is the only reason", () => {
    const framed = taskOf({ delete: off("outside_frames") });
    expect(elsewhere(framed, "rerun", true)).toBe("/c/plant/tasks/t1#rerun");
    expect(elsewhere(framed, "delete", true)).toBe("/c/plant/tasks/t1#delete");
    expect(elsewhere(framed, "delete", false)).toBeNull();
    expect(elsewhere(framed, "stop", true)).toBeNull();
  });

  it("is not what is off for another reason", () => {
    expect(elsewhere(taskOf({ rerun: off("nothing_failed") }), "rerun", true)).toBeNull();
  });
});
