import { taskTypesOf } from "@/lib/domain/task-types";

/** Types v5 can be asked for: it lists one type a call and takes no other word (sheet §6.4). */
export const listedTypes: readonly string[] = taskTypesOf("v5").map(({ type }) => type);
