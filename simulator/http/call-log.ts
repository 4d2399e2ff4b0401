/** An uploaded file that was taken: what it is known by, and the print of its bytes, which may hold secrets. */
export type LoggedFile = { id: string; name: string; bytes: number; sha256: string };

/** One call as it was seen and answered. `status` 0 = the connection ended without an answer. */
export type LoggedCall = {
  /** Wall time, ISO. */
  at: string;
  requestId: string;
  method: string;
  path: string;
  query: Record<string, string>;
  status: number;
  errorCode?: string;
  /** How the caller proved who it is. */
  signature: "SDK-HMAC-SHA256" | "V11-HMAC-SHA256" | "token" | "na-token" | "none";
  /** The application a call of the legacy API said it was. */
  app?: string;
  /** Kind of the injected fault. */
  fault?: string;
  durationMs: number;
  bodyBytes: number;
  /** Parsed body of a write; left out when it is large or the oldest ones took too much room. */
  body?: unknown;
  file?: LoggedFile;
};

const CALLS_KEPT = 5_000;
/** Longer bodies are not kept, bytes. */
export const BODY_KEPT = 256 * 1024;
const BODIES_KEPT = 16 * 1024 * 1024;

/** The last calls, bounded in number and in bytes of bodies. */
export class CallLog {
  private calls: LoggedCall[] = [];
  private bodyBytes = 0;

  add(call: LoggedCall): void {
    this.calls.push(call);
    if (call.body !== undefined) this.bodyBytes += call.bodyBytes;
    if (this.calls.length > 2 * CALLS_KEPT) this.trim();
    if (this.bodyBytes > BODIES_KEPT) this.dropOldBodies();
  }

  /** Oldest first. */
  list(): LoggedCall[] {
    return this.calls.slice(-CALLS_KEPT);
  }

  clear(): void {
    this.calls = [];
    this.bodyBytes = 0;
  }

  private trim(): void {
    for (const call of this.calls.splice(0, this.calls.length - CALLS_KEPT)) this.forgetBody(call);
  }

  private dropOldBodies(): void {
    for (const call of this.calls) {
      if (this.bodyBytes <= BODIES_KEPT / 2) return;
      this.forgetBody(call);
    }
  }

  private forgetBody(call: LoggedCall): void {
    if (call.body === undefined) return;
    delete call.body;
    this.bodyBytes -= call.bodyBytes;
  }
}
