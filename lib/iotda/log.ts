/** The fields a line may have: the logger drops every other (security.md S4.5). */
export interface PlatformLogFields {
  /** The sheet's name of the operation. */
  call?: string;
  kind?: string;
  sent?: string;
  reason?: string | null;
  upstreamStatus?: number | null;
  upstreamCode?: string | null;
  upstreamRequestId?: string | null;
  delayMs?: number;
  offsetSeconds?: number;
}

/** The lines the client writes: allow-listed fields and one message, never a body, a header or a secret. */
export interface PlatformLog {
  info(fields: PlatformLogFields, message: string): void;
  warn(fields: PlatformLogFields, message: string): void;
}
