import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { describe, expect, it } from "vitest";
import { ApiError } from "@/lib/client/api-error";
import { subtaskKeys } from "@/lib/client/subtask-queries";
import type { Task } from "@/lib/contracts/tasks";
import en from "@/lib/i18n/messages/en.json";
import { type ActRequest, actOnRows, actOnTargets, takes } from "./act-request";
import { DeleteDialog } from "./delete-dialog";
import { RerunDialog } from "./rerun-dialog";
import { StopDialog } from "./stop-dialog";
import type { Acts } from "./use-acts";
import { WaveDialog } from "./wave-dialog";

const progress = {
  ...{ total: 8600, waiting: 827, processing: 402, success: 7061, fail: 214, failWaitRetry: 96 },
  ...{ stopped: 0, removed: 0, timeout: 0 },
};
const yes = { allowed: true };
const task = {
  ...{ connection: "plant", taskId: "t1", name: "wave2", type: "firmwareUpgrade", status: "Processing" },
  ...{ progress, capabilities: { retry: yes, stop: yes, confirm: yes, delete: yes, rerun: yes } },
  snapshot: { subtasksComplete: true, subtasksRead: 8600, subtasksTotal: 8600 },
} as unknown as Task;
const idle = { embedded: false, failure: null, sending: false, question: null } as unknown as Acts;
const framed: Acts = { ...idle, embedded: true };

/** The words of a dialog, and its buttons with `off` behind those that are. */
function look(dialog: ReactNode, counts: Record<string, number> = {}): { text: string; buttons: string[] } {
  const client = new QueryClient();
  for (const [status, count] of Object.entries(counts)) {
    const filter = { status: status.split(","), cause: [], q: "", tries: 0 };
    client.setQueryData(subtaskKeys.count({ connection: "plant", taskId: "t1" }, filter), count);
  }
  const html = renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <IntlProvider locale="en" messages={en} timeZone="UTC">
        {dialog}
      </IntlProvider>
    </QueryClientProvider>,
  );
  const plain = (part: string) =>
    part
      .replace(/<[^>]+>/g, " ")
      .replace(/\s+/g, " ")
      .trim();
  const buttons = [...html.matchAll(/<button[^>]*class="btn[^>]*>.*?<\/button>/g)].map(
    ([button]) => plain(button) + (button.includes('aria-disabled="true"') ? " off" : ""),
  );
  return { text: plain(html), buttons };
}

const counts = { "Fail,Timeout": 214, [takes.rerun.join(",")]: 310 };
const rerun = (chosen: ActRequest | null, acts = idle, of = task) => (
  <RerunDialog task={of} summary={undefined} chosen={chosen} acts={acts} />
);

describe("what is asked before something is done to a task", () => {
  it("says what a stop ends and what stays", () => {
    const { text, buttons } = look(<StopDialog task={task} chosen={null} acts={idle} />);
    expect(text).toContain("1,325 devices that are running, waiting or waiting for retry will be stopped.");
    expect(text).toContain("7,061 upgraded devices stay upgraded.");
    expect(buttons).toEqual(["Keep running", "Stop 1,325 devices"]);
    const rows = actOnTargets("stop", ["a", "b"]);
    expect(look(<StopDialog task={task} chosen={rows} acts={idle} />).text).toContain(
      "1,323 other devices go on.",
    );
  });

  it("says what a wave starts and who goes on waiting", () => {
    const { text, buttons } = look(<WaveDialog task={task} chosen={null} acts={idle} />);
    expect(text).toContain("827 devices wait for a confirmation.");
    expect(text).toContain("100 devices may start the upgrade, in 1 request.");
    expect(text).toContain("727 devices go on waiting for the next wave.");
    expect(buttons).toEqual(["Cancel", "Let 100 devices start"]);
    const none = { ...task, progress: { ...progress, waiting: 0 } };
    expect(look(<WaveDialog task={none} chosen={null} acts={idle} />).buttons[1]).toMatch(/ off$/);
  });

  it("has the number typed in a frame, for more than a hundred", () => {
    const stop = look(<StopDialog task={task} chosen={null} acts={framed} />);
    expect(stop.text).toContain("Type stop 1325 to confirm");
    expect(stop.buttons).toEqual(["Keep running", "Stop 1,325 devices off"]);
    expect(look(<WaveDialog task={task} chosen={null} acts={framed} />).text).not.toContain("Type ");
    const all = actOnRows("stop", { status: [], cause: [], q: "", tries: 0 }, { count: null });
    expect(look(<StopDialog task={task} chosen={all} acts={framed} />).text).toContain("Type stop wave2");
  });

  it("has the words typed where nothing can be undone", () => {
    const { text, buttons } = look(<DeleteDialog task={task} acts={idle} />);
    expect(text).toContain("Type delete 8600 to confirm");
    expect(text).toContain("The platform forgets the task and its 8,600 subtasks.");
    expect(text).toContain("Say why first.");
    expect(buttons).toEqual(["Keep it", "Delete the record of 8,600 devices off"]);
    expect(look(rerun(null), counts).buttons).toEqual(["Cancel", "Re-run 214 devices as a new task off"]);
    const command = { ...task, type: "createCommands" };
    expect(look(rerun(null, idle, command), counts).buttons[1]).toBe("Re-run 214 devices as a new task");
  });

  it("takes no more devices for a new task than a task may have", () => {
    const many = actOnRows("rerun", { status: [], cause: [], q: "", tries: 0 }, { count: 30_001 });
    const { text, buttons } = look(rerun(many, idle, { ...task, type: "createCommands" }));
    expect(text).toContain("One task takes at most 30,000 devices.");
    expect(buttons[1]).toMatch(/ off$/);
  });

  it("sends nothing new while it is not known what became of the last one", () => {
    const request = actOnTargets("stop", ["a"]);
    const lost: Acts = { ...idle, failure: { request, error: new ApiError("network", null, null) } };
    const { text, buttons } = look(<StopDialog task={task} chosen={null} acts={lost} />);
    expect(text).toContain("Muster does not know if this was sent");
    expect(buttons).toContain("Send again");
    expect(buttons).toContain("Stop 1,325 devices off");
  });
});
