import { createServer, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import pg from "pg";

/**
 * An export as exceljs's own guide writes large workbooks: a streaming writer, a row committed at a time, on rows that a
 * cursor of the database gives in pieces. No session, no advice, no guard.
 */
interface WorkbookWriter {
  addWorksheet(name: string): { addRow(cells: unknown[]): { commit(): void }; commit(): void };
  commit(): Promise<void>;
}
const exceljs: {
  stream: { xlsx: { WorkbookWriter: new (options: { stream: ServerResponse }) => WorkbookWriter } };
} = createRequire(join(process.env.PEERS_FOLDER ?? "", "package.json"))("exceljs");

const rowsAtOnce = 5_000;
const headings =
  "target status error_code error_message advice attempt first_seen_at changed_at output".split(" ");
const rows = `SELECT s.target, w.word AS status, s.error_code, s.error_msg, NULL AS advice, s.attempt::text,
    s.first_seen_at::text, s.changed_at::text, s.output
  FROM subtask s JOIN word w ON w.id = s.status
  WHERE s.task_id = ${Number(process.env.TASK_PK)} AND w.word IN ('Fail', 'Waitting') AND s.ord >= 0 ORDER BY s.ord`;

async function send(response: ServerResponse): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    await client.query("BEGIN READ ONLY");
    await client.query(`DECLARE rows NO SCROLL CURSOR FOR ${rows}`);
    const book = new exceljs.stream.xlsx.WorkbookWriter({ stream: response });
    const sheet = book.addWorksheet("Devices");
    sheet.addRow(headings).commit();
    for (;;) {
      const text = `FETCH ${rowsAtOnce} FROM rows`;
      const found = await client.query<unknown[]>({ text, rowMode: "array" });
      for (const cells of found.rows) sheet.addRow(cells).commit();
      if (found.rows.length < rowsAtOnce) break;
    }
    sheet.commit();
    await book.commit();
  } finally {
    await client.end();
  }
}

const server = createServer((_request, response) => {
  send(response).catch(() => response.destroy());
});
server.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.({ type: "ready" }));
process.on("SIGTERM", () => process.exit(0));
