/** What Next hands to a page below a connection. */
export interface PageProps<Params> {
  params: Promise<Params>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export interface InConnection {
  connection: string;
}
export interface OfTask extends InConnection {
  taskId: string;
}
export interface OfOperation extends InConnection {
  operationId: string;
}
export interface OfDevice extends InConnection {
  /** As it stands in the address. */
  deviceId: string;
}
