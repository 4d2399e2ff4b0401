-- The rows of a task that these devices have, and where they lie (their place holds while the task's row is locked). Whatever PostgreSQL
-- believes they come from the index of ids: its statistics lag behind a crawl, and of a task they do not know it would go through all
-- rows for every look-up. Only that index gives this order, and sorting is forbidden here.
CREATE FUNCTION "find_stored_subtasks"("task" integer, "targets" text[])
RETURNS TABLE (
  "place" tid, "ord" integer, "target" text, "dup" smallint, "status" smallint, "cause_id" integer, "error_code" text,
  "error_msg" text, "output" text, "output_read" boolean, "attempt" smallint, "command_id" text
)
LANGUAGE plpgsql STABLE SET enable_sort = off SET enable_incremental_sort = off AS $$
BEGIN
  IF current_setting('server_version_num')::integer >= 170000 THEN
    -- One scan for all of them, a quarter of the time.
    RETURN QUERY
    SELECT s.ctid, s."ord", s."target", s."dup", s."status", s."cause_id", s."error_code", s."error_msg", s."output", s."output_read",
      s."attempt", s."command_id"
    FROM "subtask" s WHERE s."task_id" = "task" AND s."target" = ANY("targets")
    ORDER BY s."task_id", s."target", s."dup";
  ELSE
    -- Before 17 such a scan gives no order, and would read the task whole: one look-up each.
    RETURN QUERY
    SELECT s."place", s."ord", s."target", s."dup", s."status", s."cause_id", s."error_code", s."error_msg", s."output", s."output_read",
      s."attempt", s."command_id"
    FROM (SELECT DISTINCT unnest("targets") AS "target") wanted CROSS JOIN LATERAL (
      SELECT o.*, o.ctid AS "place" FROM "subtask" o
      WHERE o."task_id" = "task" AND o."target" = wanted."target" ORDER BY o."dup" OFFSET 0
    ) s;
  END IF;
END $$;
