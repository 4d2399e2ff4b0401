-- AlterTable
ALTER TABLE "subtask_change" ADD COLUMN     "output" TEXT;

-- AlterTable
ALTER TABLE "task" ADD COLUMN     "rows_dropped_at" TIMESTAMPTZ(3),
ADD COLUMN     "rows_version" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "task_sync" ADD COLUMN     "crawl" JSONB;

-- CreateTable
CREATE TABLE "subtask_anchor" (
    "task_id" INTEGER NOT NULL,
    "filter" TEXT NOT NULL,
    "k" INTEGER NOT NULL,
    "ord" INTEGER NOT NULL,

    CONSTRAINT "subtask_anchor_pkey" PRIMARY KEY ("task_id","filter","k")
);

-- CreateTable
CREATE TABLE "live_event" (
    "id" BIGSERIAL NOT NULL,
    "connection_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "task_id" TEXT,
    "subject" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "live_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "live_event_connection_id_id_idx" ON "live_event"("connection_id", "id");

-- CreateIndex
CREATE INDEX "live_event_at_idx" ON "live_event"("at");

-- News is written and announced by triggers: whoever changes a row cannot forget it, and a change that is rolled back
-- was never news. The payload is small whatever the row; listeners read the rest.
CREATE FUNCTION "announce_live_event"("connection" integer, "kind" text, "task" text, "subject" text, "keep" boolean)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  "kept" bigint;
BEGIN
  IF "keep" THEN
    INSERT INTO "live_event" ("connection_id", "kind", "task_id", "subject")
    VALUES ("connection", "kind", "task", "subject") RETURNING "id" INTO "kept";
  END IF;
  PERFORM pg_notify('muster_live', json_build_object(
    'id', "kept", 'connection', "connection", 'kind', "kind", 'task', "task", 'subject', "subject")::text);
END $$;

CREATE FUNCTION "announce_task"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM announce_live_event(NEW."connection_id", 'task', NEW."task_id", NULL, true);
    RETURN NULL;
  END IF;
  IF (OLD."name", OLD."status", OLD."platform_status", OLD."status_description", OLD."app_id", OLD."total", OLD."waiting",
      OLD."processing", OLD."success", OLD."fail", OLD."fail_wait_retry", OLD."stopped", OLD."removed", OLD."timeout",
      OLD."created_by_id", OLD."rerun_of", OLD."final", OLD."deleted_at", OLD."rows_dropped_at", OLD."subtasks_complete")
    IS DISTINCT FROM
     (NEW."name", NEW."status", NEW."platform_status", NEW."status_description", NEW."app_id", NEW."total", NEW."waiting",
      NEW."processing", NEW."success", NEW."fail", NEW."fail_wait_retry", NEW."stopped", NEW."removed", NEW."timeout",
      NEW."created_by_id", NEW."rerun_of", NEW."final", NEW."deleted_at", NEW."rows_dropped_at", NEW."subtasks_complete")
  THEN
    PERFORM announce_live_event(NEW."connection_id", 'task', NEW."task_id", NULL, true);
  ELSIF OLD."fetched_at" IS DISTINCT FROM NEW."fetched_at" THEN
    -- Only its age: the next answer tells it anyhow, so it is not kept.
    PERFORM announce_live_event(NEW."connection_id", 'snapshot', NEW."task_id", NULL, false);
  END IF;
  IF OLD."rows_version" <> NEW."rows_version" OR OLD."rows_dropped_at" IS DISTINCT FROM NEW."rows_dropped_at" THEN
    PERFORM announce_live_event(NEW."connection_id", 'subtasks', NEW."task_id", NULL, true);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "announce_task" AFTER INSERT OR UPDATE ON "task" FOR EACH ROW EXECUTE FUNCTION "announce_task"();

CREATE FUNCTION "announce_task_trouble"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce_live_event("connection_id", 'snapshot', "task_id", NULL, false)
  FROM "task" WHERE "id" = NEW."task_id";
  RETURN NULL;
END $$;
CREATE TRIGGER "announce_task_trouble" AFTER UPDATE ON "task_sync" FOR EACH ROW
WHEN ((OLD."failures", OLD."failing_since", OLD."failure_reason", OLD."throttled")
  IS DISTINCT FROM (NEW."failures", NEW."failing_since", NEW."failure_reason", NEW."throttled"))
EXECUTE FUNCTION "announce_task_trouble"();

CREATE FUNCTION "announce_operation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce_live_event(NEW."connection_id", 'operation', NEW."task_id", NEW."id"::text, true);
  RETURN NULL;
END $$;
CREATE TRIGGER "announce_operation_made" AFTER INSERT ON "operation" FOR EACH ROW EXECUTE FUNCTION "announce_operation"();
CREATE TRIGGER "announce_operation" AFTER UPDATE ON "operation" FOR EACH ROW
WHEN ((OLD."state", OLD."task_id", OLD."total", OLD."succeeded", OLD."failed", OLD."send_at", OLD."error")
  IS DISTINCT FROM (NEW."state", NEW."task_id", NEW."total", NEW."succeeded", NEW."failed", NEW."send_at", NEW."error"))
EXECUTE FUNCTION "announce_operation"();

CREATE FUNCTION "announce_connection_state"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD."failures", OLD."failing_since", OLD."failure_reason", OLD."throttled", OLD."missing_types", OLD."clock_offset_ms")
    IS DISTINCT FROM
     (NEW."failures", NEW."failing_since", NEW."failure_reason", NEW."throttled", NEW."missing_types", NEW."clock_offset_ms")
  THEN
    PERFORM announce_live_event(NEW."connection_id", 'connection', NULL, NULL, true);
  ELSIF OLD."fetched_at" IS DISTINCT FROM NEW."fetched_at" THEN
    PERFORM announce_live_event(NEW."connection_id", 'snapshot', NULL, NULL, false);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "announce_connection_state" AFTER UPDATE ON "connection_sync" FOR EACH ROW
EXECUTE FUNCTION "announce_connection_state"();

CREATE FUNCTION "announce_connection"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce_live_event(NEW."id", 'connection', NULL, NULL, true);
  RETURN NULL;
END $$;
CREATE TRIGGER "announce_connection" AFTER UPDATE ON "connection" FOR EACH ROW
WHEN ((OLD."name", OLD."archived_at", OLD."read_only", OLD."purpose")
  IS DISTINCT FROM (NEW."name", NEW."archived_at", NEW."read_only", NEW."purpose"))
EXECUTE FUNCTION "announce_connection"();
