export function isInstalled(root: string): boolean;
export function mayBeAbsent(
  entry: { optional?: boolean; os?: string[]; cpu?: string[]; libc?: string[] },
  machine: { os: string; cpu: string; libc: string },
): boolean;
