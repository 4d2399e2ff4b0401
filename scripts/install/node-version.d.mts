export function describeOldNode(version: string, range: string): string | null;
