import type { PlatformPage } from "@/lib/domain/platform-task";
import type { CallOptions, PageQuery } from "../call-options";
import type { Caller, PlatformCall } from "../caller";
import type { CallKind } from "../pacing";
import type { QueryPairs } from "../sign/canonical-query";
import type { Answer } from "../transport";
import type { ApiPage } from "./page";
import { toPage } from "./page";
import { shrinkToFit } from "./paging";

/** One operation of v5, its path in segments below the project. */
export interface V5Request<Result> extends Omit<PlatformCall<Result>, "kind" | "path" | "query" | "headers"> {
  /** By default a GET reads and anything else writes. */
  kind?: CallKind;
  path: readonly string[];
  /** What is undefined is left out. */
  query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** By default JSON. */
  contentType?: string;
}

/** A list the way all lists of v5 are paged (sheet §6.6). */
export interface V5List<Row> extends Pick<V5Request<unknown>, "operation" | "path" | "query"> {
  read(answer: Answer): { rows: Row[]; page: ApiPage };
}

export interface V5Requests {
  send<Result>(request: V5Request<Result>, options: CallOptions): Promise<Result>;
  list<Row>(list: V5List<Row>, page: PageQuery, options: CallOptions): Promise<PlatformPage<Row>>;
}

/** Calls for one project, and the instance where one is known, with the headers all of them carry (sheet §2.4). */
export function createV5Requests(
  call: Caller,
  { projectId, instanceId }: { projectId: string; instanceId: string | null },
): V5Requests {
  const common = { "X-Project-Id": projectId, ...(instanceId === null ? {} : { "Instance-Id": instanceId }) };

  const send = async <Result>(request: V5Request<Result>, options: CallOptions): Promise<Result> => {
    const { contentType = "application/json", query = {}, ...rest } = request;
    return call(
      {
        ...rest,
        kind: request.kind ?? (request.method === "GET" ? "read" : "write"),
        path: ["/v5/iot", projectId, ...request.path].join("/"),
        query: pairs(query),
        headers: { "Content-Type": contentType, ...common },
      },
      options,
    );
  };
  const list = <Row>({ query, read, ...rest }: V5List<Row>, page: PageQuery, options: CallOptions) =>
    shrinkToFit(page, (part) =>
      send(
        {
          ...rest,
          method: "GET",
          query: { ...query, ...part },
          read: (answer) => {
            const { rows, page: info } = read(answer);
            return toPage(rows, info, part.limit);
          },
        },
        options,
      ),
    );
  return { send, list };
}

function pairs(query: NonNullable<V5Request<unknown>["query"]>): QueryPairs {
  return Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)] as const],
  );
}
