/** A named view of the task list as it is kept. */
export interface StoredView {
  id: string;
  connectionId: number;
  name: string;
  /** As the list's address has it, without the page. */
  query: string;
  shared: boolean;
  owner: { id: string; name: string };
  createdAt: Date;
  updatedAt: Date;
}
