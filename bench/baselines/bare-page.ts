import { createServer } from "node:http";
import pg from "pg";

/**
 * The least a page of subtasks can cost: node:http, one prepared statement, JSON. No session, no permission, no check of
 * what goes in or out, no total, no age.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const taskPk = Number(process.env.TASK_PK);
const pageSize = 50;
const page = {
  name: "page",
  text: `SELECT s.target, w.word AS status, s.output, c.key AS cause, s.error_code AS "errorCode",
      s.error_msg AS "errorMessage", s.attempt, s.first_seen_at AS "firstSeenAt", s.changed_at AS "changedAt"
    FROM subtask s JOIN word w ON w.id = s.status LEFT JOIN cause c ON c.id = s.cause_id
    WHERE s.task_id = $1 AND s.ord >= $2 ORDER BY s.ord LIMIT ${pageSize}`,
};

const server = createServer((request, response) => {
  const number = Number(new URLSearchParams(request.url?.split("?")[1]).get("page") ?? 1);
  pool.query({ ...page, values: [taskPk, (number - 1) * pageSize] }).then(
    ({ rows }) => {
      const body = JSON.stringify({ items: rows });
      response.setHeader("content-type", "application/json; charset=utf-8");
      response.setHeader("content-length", Buffer.byteLength(body));
      response.end(body);
    },
    () => {
      response.statusCode = 500;
      response.end();
    },
  );
});
server.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.({ type: "ready" }));
process.on("SIGTERM", () => process.exit(0));
