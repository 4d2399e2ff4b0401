export type Violation = { path: string; line: number; message: string };
