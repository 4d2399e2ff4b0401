-- AlterTable
ALTER TABLE "draft" ADD COLUMN     "cloned_from" TEXT;

-- AlterTable
ALTER TABLE "task" ADD COLUMN     "cloned_from" TEXT;

-- CreateTable
CREATE TABLE "subtask_secret" (
    "task_id" INTEGER NOT NULL,
    "target" TEXT COLLATE "C" NOT NULL,
    "sealed" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subtask_secret_pkey" PRIMARY KEY ("task_id","target")
);

-- CreateTable
CREATE TABLE "task_point" (
    "task_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "total" INTEGER NOT NULL,
    "waiting" INTEGER NOT NULL,
    "processing" INTEGER NOT NULL,
    "success" INTEGER NOT NULL,
    "fail" INTEGER NOT NULL,
    "fail_wait_retry" INTEGER NOT NULL,
    "stopped" INTEGER NOT NULL,
    "removed" INTEGER NOT NULL,
    "timeout" INTEGER NOT NULL,

    CONSTRAINT "task_point_pkey" PRIMARY KEY ("task_id","at")
);

-- CreateTable
CREATE TABLE "task_status_change" (
    "id" BIGSERIAL NOT NULL,
    "task_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,

    CONSTRAINT "task_status_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subtask_selection" (
    "id" UUID NOT NULL,
    "task_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "not_found" TEXT[],
    "request" JSONB,
    "count" INTEGER NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subtask_selection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subtask_selection_row" (
    "selection_id" UUID NOT NULL,
    "ord" INTEGER NOT NULL,

    CONSTRAINT "subtask_selection_row_pkey" PRIMARY KEY ("selection_id","ord")
);

-- CreateTable
CREATE TABLE "task_freeze" (
    "id" SERIAL NOT NULL,
    "key" UUID NOT NULL,
    "task_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "task" JSONB NOT NULL,
    "summary" JSONB NOT NULL,
    "rows" INTEGER NOT NULL,
    "made_by_id" TEXT NOT NULL,
    "made_by_name" TEXT NOT NULL,

    CONSTRAINT "task_freeze_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "frozen_subtask" (
    "freeze_id" INTEGER NOT NULL,
    "ord" INTEGER NOT NULL,
    "target" TEXT NOT NULL,
    "status" SMALLINT NOT NULL,
    "cause_id" INTEGER,

    CONSTRAINT "frozen_subtask_pkey" PRIMARY KEY ("freeze_id","ord")
);

-- CreateTable
CREATE TABLE "cause_note" (
    "connection_id" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,
    "verdict" TEXT,
    "text" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by_id" TEXT NOT NULL,
    "updated_by_name" TEXT NOT NULL,

    CONSTRAINT "cause_note_pkey" PRIMARY KEY ("connection_id","cause")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "connection_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "owner_id" TEXT NOT NULL,
    "owner_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "task_status_change_task_id_id_idx" ON "task_status_change"("task_id", "id");

-- CreateIndex
CREATE INDEX "subtask_selection_task_id_idx" ON "subtask_selection"("task_id");

-- CreateIndex
CREATE INDEX "subtask_selection_created_at_idx" ON "subtask_selection"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "task_freeze_key_key" ON "task_freeze"("key");

-- CreateIndex
CREATE INDEX "task_freeze_task_id_idx" ON "task_freeze"("task_id");

-- CreateIndex
CREATE INDEX "saved_view_connection_id_owner_id_idx" ON "saved_view"("connection_id", "owner_id");

-- CreateIndex
CREATE INDEX "task_connection_id_rerun_of_idx" ON "task"("connection_id", "rerun_of");

-- AddForeignKey
ALTER TABLE "subtask_selection_row" ADD CONSTRAINT "subtask_selection_row_selection_id_fkey" FOREIGN KEY ("selection_id") REFERENCES "subtask_selection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cause_note" ADD CONSTRAINT "cause_note_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A task's past is written by a trigger, as its news is: nobody who stores counters can forget it. The last counters of
-- each ten seconds stay.
CREATE FUNCTION "record_task_past"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "seen" timestamptz := COALESCE(NEW."fetched_at", NEW."first_seen_at");
BEGIN
  INSERT INTO "task_point" ("task_id", "at", "total", "waiting", "processing", "success", "fail", "fail_wait_retry",
    "stopped", "removed", "timeout")
  VALUES (NEW."id", date_bin('10 seconds', "seen", 'epoch'), NEW."total", NEW."waiting", NEW."processing", NEW."success",
    NEW."fail", NEW."fail_wait_retry", NEW."stopped", NEW."removed", NEW."timeout")
  ON CONFLICT ("task_id", "at") DO UPDATE SET "total" = EXCLUDED."total", "waiting" = EXCLUDED."waiting",
    "processing" = EXCLUDED."processing", "success" = EXCLUDED."success", "fail" = EXCLUDED."fail",
    "fail_wait_retry" = EXCLUDED."fail_wait_retry", "stopped" = EXCLUDED."stopped", "removed" = EXCLUDED."removed",
    "timeout" = EXCLUDED."timeout";
  IF TG_OP = 'UPDATE' THEN
    IF OLD."status" <> NEW."status" THEN
      INSERT INTO "task_status_change" ("task_id", "at", "before", "after")
      VALUES (NEW."id", "seen", OLD."status", NEW."status");
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "record_first_point" AFTER INSERT ON "task" FOR EACH ROW EXECUTE FUNCTION "record_task_past"();
CREATE TRIGGER "record_task_past" AFTER UPDATE ON "task" FOR EACH ROW
WHEN ((OLD."status", OLD."total", OLD."waiting", OLD."processing", OLD."success", OLD."fail", OLD."fail_wait_retry",
    OLD."stopped", OLD."removed", OLD."timeout")
  IS DISTINCT FROM (NEW."status", NEW."total", NEW."waiting", NEW."processing", NEW."success", NEW."fail",
    NEW."fail_wait_retry", NEW."stopped", NEW."removed", NEW."timeout"))
EXECUTE FUNCTION "record_task_past"();
