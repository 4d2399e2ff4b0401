export function withFileLock<T>(
  file: string,
  action: () => Promise<T> | T,
  options?: { onWait?: () => void; signal?: AbortSignal | undefined; timeoutMs?: number },
): Promise<T>;
