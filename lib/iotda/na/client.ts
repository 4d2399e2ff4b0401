import { toLegacyWord } from "@/lib/domain/legacy-words";
import type { TaskDraft } from "@/lib/domain/platform-task";
import type { CallOptions } from "../call-options";
import type { Caller, PlatformCall } from "../caller";
import type { Platform, PlatformFeatures, PlatformPaging, ShowTaskQuery, TaskInParts } from "../platform";
import { cleanText } from "../platform-text";
import { checkId } from "../wire/checks";
import { readAnswer } from "../wire/read-answer";
import { ApiCreated, ApiTask, ApiTaskDetails } from "./api-types";
import { toSubtaskPage } from "./map-subtask";
import { toSentTask, toTask } from "./map-task";
import { notOffered } from "./not-offered";
import { largestPage, readPage } from "./page-place";
import { toTaskBody } from "./task-body";

const features: PlatformFeatures = {
  listTasks: false,
  retry: false,
  stop: false,
  confirm: false,
  delete: false,
  packages: false,
  apps: false,
  files: false,
  exports: false,
  fleet: false,
  search: false,
};

/** Page numbers have no end (sheet §13.6). */
const paging: PlatformPaging = { limit: largestPage, maxOffset: 1_000_000 };

const base = "/iocm/app/batchtask/v1.1.0";

/**
 * The legacy northbound API v1.1.0 for one application (sheet §13). `call` adds `app_key` and the token (§13.3) and
 * takes errors that come with HTTP 200 for errors. The name of a task is used once: a create repeated after a lost
 * answer is refused with code 105002 when the first one was taken on.
 */
export function createNaClient(call: Caller, application: { appId: string }): Platform {
  type Request<Result> = Omit<PlatformCall<Result>, "headers" | "query"> & {
    query?: Record<string, string | number | undefined>;
  };
  const send = async <Result>({ query = {}, path, ...rest }: Request<Result>, options: CallOptions) =>
    call(
      {
        ...rest,
        path: `${base}/${path}`,
        query: Object.entries(query).flatMap(([key, value]) =>
          value === undefined ? [] : [[key, String(value)] as const],
        ),
        headers: { "Content-Type": "application/json" },
      },
      options,
    );
  /** An application names only others than itself (error-codes.tsv 100217). */
  const foreign = (appId: string | null = null) =>
    appId === null || appId === application.appId ? undefined : appId;

  const inParts: TaskInParts = {
    readTask: async ({ taskId, appId }, options) =>
      send(
        {
          operation: "QueryTask",
          kind: "read",
          method: "GET",
          path: `tasks/${checkId(taskId)}`,
          query: { appId: foreign(appId), select: "tag" },
          read: (answer) => toTask(readAnswer(ApiTask, answer)),
        },
        options,
      ),

    listSubtasks: (query: ShowTaskQuery, options) =>
      readPage(query, (place) =>
        send(
          {
            operation: "QueryTaskDetails",
            kind: "read",
            method: "GET",
            path: "taskDetails",
            query: {
              taskId: checkId(query.taskId),
              appId: foreign(query.appId),
              status: query.status === undefined ? undefined : toLegacyWord(query.status),
              deviceId: query.target,
              commandId: query.commandId,
              pageNo: place.pageNo,
              pageSize: place.pageSize,
            },
            read: (answer) => toSubtaskPage(readAnswer(ApiTaskDetails, answer), place),
          },
          options,
        ),
      ),
  };

  const create = (draft: TaskDraft, options: CallOptions): Promise<string> =>
    send(
      {
        operation: "CreateTask",
        kind: "write",
        method: "POST",
        path: "tasks",
        body: toTaskBody(draft, application.appId),
        read: (answer) => cleanText(readAnswer(ApiCreated, answer).taskID),
      },
      options,
    );

  return {
    kind: "na",
    features,
    paging,
    inParts,
    ...notOffered,

    async createTask(draft, options) {
      const taskId = await create(draft, options);
      const { lane, signal } = options;
      const appId = draft.appId ?? application.appId;
      // The task is made, so a read that fails is no failure of the create: what was sent is answered instead.
      return inParts
        .readTask({ taskId, appId }, { lane, signal })
        .catch(() => toSentTask(taskId, draft, appId));
    },

    async showTask(query, options) {
      const task = await inParts.readTask(query, options);
      const { lane, signal } = options;
      return { task, subtasks: await inParts.listSubtasks(query, { lane, signal }) };
    },
  };
}
