/** The lines the client writes: allow-listed fields and one message, never a body, a header or a secret. */
export interface PlatformLog {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
}
