export function identifyProcess(pid: number): string | null;
export function isStillRunning(identity: string): boolean;
