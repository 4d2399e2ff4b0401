-- The rows of a task that these devices have, and where they lie (their place holds while the task's row is locked). One scan of the
-- unique index, whatever PostgreSQL believes: its statistics lag behind a crawl, and for a task they do not know it would go through all
-- rows of the task for every look-up. Only that index gives this order, and sorting is forbidden here.
CREATE FUNCTION "find_stored_subtasks"("task" integer, "targets" text[])
RETURNS TABLE (
  "place" tid, "ord" integer, "target" text, "dup" smallint, "status" smallint, "cause_id" integer, "error_code" text,
  "error_msg" text, "output" text, "output_read" boolean, "attempt" smallint, "command_id" text
)
LANGUAGE sql STABLE SET enable_sort = off SET enable_incremental_sort = off AS $$
  SELECT s.ctid, s."ord", s."target", s."dup", s."status", s."cause_id", s."error_code", s."error_msg", s."output", s."output_read",
    s."attempt", s."command_id"
  FROM "subtask" s WHERE s."task_id" = "task" AND s."target" = ANY("targets")
  ORDER BY s."task_id", s."target", s."dup"
$$;
