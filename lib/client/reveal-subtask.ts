import type { JsonObject } from "@/lib/contracts/json";
import { call } from "./api";
import type { TaskPlace } from "./subtask-queries";

/** What is hidden in the output of a row. No query of the cache: nothing may keep it. Throws `ApiError`. */
export async function revealSubtask(place: TaskPlace, target: string): Promise<JsonObject> {
  const { revealSubtask: endpoint } = await import("@/lib/contracts/reveal-subtask");
  return (await call(endpoint, { params: { ...place, target }, query: {} })).body.fields;
}
