import type { z } from "zod";
import type { Endpoint } from "@/lib/contracts/endpoint";

interface AnswerDetails {
  /** Path of what was made or is on its way, below `/api/v1`: `/connections/{c}/tasks/{id}`. */
  location?: string;
  retryAfterSeconds?: number;
}

/** A success with a body of JSON. */
export interface BodyAnswer<Status extends number, Body> extends AnswerDetails {
  status: Status;
  body: Body;
}

export interface EmptyAnswer {
  status: 204;
}

/** Bytes to save under a name. */
export interface FileAnswer {
  status: 200;
  file: {
    name: string;
    contentType: string;
    content: Uint8Array;
  };
}

/** Bytes to save under a name, made while they are sent; `open` is called when the head of the answer is on its way. */
export interface DownloadAnswer {
  status: 200;
  download: {
    name: string;
    contentType: string;
    /** Told in a header, for those who show how far it is. */
    rows: number;
    open: OpenEvents;
  };
}

/** Server-sent events for as long as the client stays; `open` is called when the head of the answer is on its way. */
export interface EventsAnswer {
  status: 200;
  events: OpenEvents;
}

export type OpenEvents = (sink: EventSink) => EventWriter;

/** The client's side of the stream. */
export interface EventSink {
  /** False: the client does not keep up; `drained` is called when it has. */
  write(bytes: Uint8Array): boolean;
  end(): void;
  /** Without waiting for what the client has not taken. */
  cut(): void;
}

/** What writes to it. */
export interface EventWriter {
  drained(): void;
  /** The client has gone, or the stream was ended. */
  closed(): void;
}

export type AnyAnswer =
  | BodyAnswer<200 | 201 | 202, unknown>
  | EmptyAnswer
  | FileAnswer
  | DownloadAnswer
  | EventsAnswer;

/** Exactly the answers an endpoint declares: a handler cannot return another status or another shape. */
export type AnswerOf<E extends Endpoint> =
  | JsonAnswerOf<E>
  | (E["answers"] extends { file: true } ? FileAnswer | DownloadAnswer : never)
  | (E["answers"] extends { events: true } ? EventsAnswer : never);

type JsonAnswerOf<E extends Endpoint> = {
  [Status in keyof E["answers"] & (200 | 201 | 202 | 204)]: Status extends 204
    ? EmptyAnswer
    : E["answers"][Status] extends z.ZodType
      ? BodyAnswer<Status, z.input<E["answers"][Status]>>
      : never;
}[keyof E["answers"] & (200 | 201 | 202 | 204)];

export function ok<Body>(body: Body): BodyAnswer<200, Body> {
  return { status: 200, body };
}

export function created<Body>(body: Body, location?: string): BodyAnswer<201, Body> {
  return { status: 201, body, location };
}

/** Not finished: `location` is the operation to follow. */
export function accepted<Body>(
  body: Body,
  location: string,
  retryAfterSeconds?: number,
): BodyAnswer<202, Body> {
  return { status: 202, body, location, retryAfterSeconds };
}

export function noContent(): EmptyAnswer {
  return { status: 204 };
}

export function events(open: OpenEvents): EventsAnswer {
  return { status: 200, events: open };
}
