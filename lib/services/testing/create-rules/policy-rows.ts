import { create, having, type RuleRow, v5Row } from "./rule-row";

const minute = 60_000;
const week = 7 * 24 * 60 * minute;
const withPolicy = (policy: unknown) => create("firmwareUpgrade", { policy });
const inWords = (task_policy: unknown) => having({ task_policy });
const compact = (at: number) => `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

/** When it starts and how it tries again (sheet §6.1); `now` is the platform's time, whole seconds. */
export function policyRows(now: number): RuleRow[] {
  const start = (scheduleTime: unknown) => withPolicy({ scheduleTime });
  const at = (ahead: number) => start(new Date(now + ahead).toISOString());
  const atInWords = (ahead: number) => inWords({ schedule_time: compact(now + ahead) });
  return [
    v5Row(
      ["§6.3 task_policy: an object", "policy", "type"],
      [withPolicy({}), withPolicy("now")],
      inWords("now"),
    ),
    v5Row(
      ["§6.1 no other field of a policy", "policy.pause", "unknown"],
      [withPolicy({}), withPolicy({ pause: 1 })],
      inWords({ pause: 1 }),
      {
        stricter: "a field the platform does not know it ignores without a word",
      },
    ),
    v5Row(
      ["§16 schedule_time: not in the past", "policy.scheduleTime", "past"],
      [at(0), at(-minute)],
      atInWords(-minute),
    ),
    v5Row(
      ["§6.1 schedule_time: 7 days ahead", "policy.scheduleTime", "too_late"],
      [at(week), at(week + minute)],
      atInWords(week + minute),
    ),
    v5Row(
      ["§6.1 schedule_time: a time", "policy.scheduleTime", "format"],
      [at(minute), start("tomorrow")],
      inWords({ schedule_time: "tomorrow" }),
      {
        refusedWith: "IOTDA.000009",
      },
    ),
    v5Row(
      ["§6.1 schedule_time: a text", "policy.scheduleTime", "type"],
      [at(minute), start(7)],
      inWords({ schedule_time: 7 }),
    ),
    ...retryRows(),
  ];
}

function retryRows(): RuleRow[] {
  const words = { retryCount: "retry_count", retryIntervalMinutes: "retry_interval" } as const;
  const other = { retryCount: "retryIntervalMinutes", retryIntervalMinutes: "retryCount" } as const;
  return (["retryCount", "retryIntervalMinutes"] as const).flatMap((field) => {
    const path = `policy.${field}`;
    const [word, pair] = [words[field], other[field]];
    const both = (value: unknown) => withPolicy({ [field]: value, [pair]: 2 });
    const row = (rule: string, kind: RuleRow["rule"], inside: number, outside: unknown) =>
      v5Row(
        [`§6.1 ${word}: ${rule}`, path, kind],
        [both(inside), both(outside)],
        inWords({ [word]: outside, [words[pair]]: 2 }),
      );
    const [min, max] = field === "retryCount" ? [1, 5] : [0, 1440];
    return [
      row(`at least ${min}`, "range", min, min - 1),
      row(`at most ${max}`, "range", max, max + 1),
      row("a whole number", "type", max, 1.5),
      row("a number", "type", max, "3"),
      v5Row(
        [`§6.1 ${word}: with ${words[pair]}`, path, "pair"],
        [both(2), withPolicy({ [pair]: 2 })],
        inWords({ [words[pair]]: 2 }),
      ),
    ];
  });
}
