import { createServer } from "node:http";
import * as sheets from "@e965/xlsx";
import pg from "pg";

/** An export as it is written everywhere: the rows into memory, a library makes a workbook of them, and that is sent. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2 });
const text = `SELECT s.target, w.word AS status, s.error_code, s.error_msg, NULL AS advice, s.attempt::text, s.first_seen_at::text,
    s.changed_at::text, s.output
  FROM subtask s JOIN word w ON w.id = s.status
  WHERE s.task_id = ${Number(process.env.TASK_PK)} AND w.word IN ('Fail', 'Waitting') AND s.ord >= 0 ORDER BY s.ord`;

const server = createServer((_request, response) => {
  pool.query({ text, rowMode: "array" }).then(
    ({ rows }) => {
      const book = sheets.utils.book_new();
      sheets.utils.book_append_sheet(book, sheets.utils.aoa_to_sheet(rows), "Devices");
      response.end(sheets.write(book, { type: "buffer", bookType: "xlsx", compression: true }));
    },
    () => response.destroy(),
  );
});
server.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.({ type: "ready" }));
process.on("SIGTERM", () => process.exit(0));
