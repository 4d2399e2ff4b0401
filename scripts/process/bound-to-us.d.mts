export function boundToUs(patienceMs?: number): string[];
