/** A connection whose causes are shown. */
export interface NotedConnection {
  slug: string;
  name: string;
  /** Whether the reader may write notes there. */
  mayNote: boolean;
}
