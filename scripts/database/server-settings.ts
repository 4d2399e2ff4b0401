export type ServerSettings = Record<string, string | number>;

/** Faster and unsafe: a database that is thrown away after the tests needs no durability. */
export const THROWAWAY_SETTINGS: ServerSettings = {
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
};

/** The content of `postgresql.auto.conf`: reachable from this machine only, its log short and free of data. */
export function renderServerSettings(port: number, extra: ServerSettings = {}): string {
  const settings: ServerSettings = {
    listen_addresses: "127.0.0.1",
    port,
    max_connections: 100,
    shared_buffers: "128MB",
    timezone: "UTC",
    // Errors belong to the caller, who logs them; their details would put stored values into a file.
    log_min_messages: "log",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_checkpoints: "off",
    ...(process.platform === "win32" ? {} : { unix_socket_directories: "" }),
    ...extra,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'\n`)
    .join("");
}
