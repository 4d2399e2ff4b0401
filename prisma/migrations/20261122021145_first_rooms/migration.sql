-- CreateTable
CREATE TABLE "connection" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "region" TEXT,
    "project_id" TEXT,
    "instance_id" TEXT,
    "signature" TEXT,
    "identity" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "access_key_sealed" TEXT,
    "secret_key_sealed" TEXT,
    "security_token_sealed" TEXT,
    "access_key_last4" TEXT,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connection_sync" (
    "connection_id" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_owner" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "fence" INTEGER NOT NULL DEFAULT 0,
    "followed_until" TIMESTAMPTZ(3),
    "fetched_at" TIMESTAMPTZ(3),
    "missing_types" TEXT[],
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "failure_reason" TEXT,
    "throttled" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "connection_sync_pkey" PRIMARY KEY ("connection_id")
);

-- CreateTable
CREATE TABLE "rate_budget" (
    "connection_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3)[],
    "slowed_until" TIMESTAMPTZ(3),

    CONSTRAINT "rate_budget_pkey" PRIMARY KEY ("connection_id","kind")
);

-- CreateTable
CREATE TABLE "task" (
    "id" SERIAL NOT NULL,
    "connection_id" INTEGER NOT NULL,
    "task_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "platform_status" TEXT NOT NULL,
    "status_description" TEXT,
    "mode" TEXT,
    "ext_info" JSONB,
    "need_confirm" BOOLEAN,
    "app_id" TEXT,
    "target_kind" TEXT NOT NULL,
    "target_count" INTEGER NOT NULL,
    "target_sample" TEXT[],
    "group_ids" TEXT[],
    "file_name" TEXT,
    "document" JSONB,
    "schedule_time" TIMESTAMPTZ(3),
    "retry_count" INTEGER,
    "retry_interval_minutes" INTEGER,
    "total" INTEGER NOT NULL DEFAULT 0,
    "waiting" INTEGER NOT NULL DEFAULT 0,
    "processing" INTEGER NOT NULL DEFAULT 0,
    "success" INTEGER NOT NULL DEFAULT 0,
    "fail" INTEGER NOT NULL DEFAULT 0,
    "fail_wait_retry" INTEGER NOT NULL DEFAULT 0,
    "stopped" INTEGER NOT NULL DEFAULT 0,
    "removed" INTEGER NOT NULL DEFAULT 0,
    "timeout" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" TEXT,
    "created_by_name" TEXT,
    "created_by_kind" TEXT,
    "rerun_of" TEXT,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "fetched_at" TIMESTAMPTZ(3),
    "final" BOOLEAN NOT NULL DEFAULT false,
    "deleted_at" TIMESTAMPTZ(3),
    "subtasks_complete" BOOLEAN NOT NULL DEFAULT false,
    "subtasks_read" INTEGER NOT NULL DEFAULT 0,
    "next_ord" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task_targets" (
    "task_id" INTEGER NOT NULL,
    "targets" TEXT[],

    CONSTRAINT "task_targets_pkey" PRIMARY KEY ("task_id")
);

-- CreateTable
CREATE TABLE "task_sync" (
    "task_id" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "lease_owner" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "fence" INTEGER NOT NULL DEFAULT 0,
    "followed_until" TIMESTAMPTZ(3),
    "interval_ms" INTEGER NOT NULL DEFAULT 60000,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "failure_reason" TEXT,
    "throttled" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "task_sync_pkey" PRIMARY KEY ("task_id")
);

-- CreateTable
CREATE TABLE "subtask" (
    "task_id" INTEGER NOT NULL,
    "ord" INTEGER NOT NULL,
    "target" TEXT NOT NULL,
    "dup" SMALLINT NOT NULL DEFAULT 0,
    "status" SMALLINT NOT NULL,
    "cause_id" INTEGER,
    "error_code" TEXT,
    "error_msg" TEXT,
    "output" TEXT,
    "output_read" BOOLEAN NOT NULL DEFAULT true,
    "attempt" SMALLINT,
    "command_id" TEXT,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3),

    CONSTRAINT "subtask_pkey" PRIMARY KEY ("task_id","ord")
);

-- CreateTable
CREATE TABLE "subtask_count" (
    "task_id" INTEGER NOT NULL,
    "status" SMALLINT NOT NULL,
    "cause_id" INTEGER NOT NULL,
    "n" INTEGER NOT NULL,

    CONSTRAINT "subtask_count_pkey" PRIMARY KEY ("task_id","status","cause_id")
);

-- CreateTable
CREATE TABLE "subtask_change" (
    "id" BIGSERIAL NOT NULL,
    "task_id" INTEGER NOT NULL,
    "ord" INTEGER NOT NULL,
    "status" SMALLINT NOT NULL,
    "error_code" TEXT,
    "error_msg" TEXT,
    "attempt" SMALLINT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subtask_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cause" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "code" TEXT,

    CONSTRAINT "cause_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "word" (
    "id" SMALLSERIAL NOT NULL,
    "word" TEXT NOT NULL,

    CONSTRAINT "word_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operation" (
    "id" UUID NOT NULL,
    "connection_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "task_id" TEXT,
    "request" JSONB NOT NULL,
    "whole_task" BOOLEAN NOT NULL DEFAULT false,
    "total" INTEGER,
    "succeeded" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "error" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_by_kind" TEXT NOT NULL,
    "send_at" TIMESTAMPTZ(3),
    "call_started_at" TIMESTAMPTZ(3),
    "call_ended_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "platform_request_id" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "lease_owner" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "fence" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "operation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operation_target" (
    "operation_id" UUID NOT NULL,
    "ord" INTEGER NOT NULL,
    "target" TEXT NOT NULL,
    "status" TEXT,
    "error_code" TEXT,
    "error_message" TEXT,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "operation_target_pkey" PRIMARY KEY ("operation_id","ord")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "actor" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "operation_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("actor","method","path","key")
);

-- CreateTable
CREATE TABLE "audit" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "surface" TEXT NOT NULL,
    "address" TEXT,
    "action" TEXT NOT NULL,
    "connection" TEXT,
    "subject" TEXT,
    "target_count" INTEGER,
    "target_hash" TEXT,
    "target_sample" TEXT[],
    "reason" TEXT,
    "result" TEXT NOT NULL,
    "request_id" TEXT,
    "platform_request_id" TEXT,
    "operation_id" UUID,
    "previous_hash" TEXT NOT NULL DEFAULT '',
    "hash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "audit_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "two_factor_enabled" BOOLEAN DEFAULT false,
    "disabled_at" TIMESTAMPTZ(3),
    "password_is_initial" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'page',
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "two_factor" (
    "id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "backup_codes" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "verified" BOOLEAN DEFAULT true,
    "failed_verification_count" INTEGER DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "two_factor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "user_id" TEXT NOT NULL,
    "connection" TEXT NOT NULL,
    "role" TEXT NOT NULL,

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("user_id","connection","role")
);

-- CreateTable
CREATE TABLE "sign_in_throttle" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "blocked_until" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_throttle_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "connection_identity_idx" ON "connection"("identity");

-- CreateIndex
CREATE INDEX "connection_sync_due_at_idx" ON "connection_sync"("due_at");

-- CreateIndex
CREATE INDEX "task_connection_id_created_at_id_idx" ON "task"("connection_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "task_connection_id_task_id_key" ON "task"("connection_id", "task_id");

-- CreateIndex
CREATE INDEX "task_sync_due_at_idx" ON "task_sync"("due_at");

-- CreateIndex
CREATE INDEX "subtask_task_id_status_ord_idx" ON "subtask"("task_id", "status", "ord");

-- CreateIndex
CREATE UNIQUE INDEX "subtask_task_id_target_dup_key" ON "subtask"("task_id", "target", "dup");

-- CreateIndex
CREATE INDEX "subtask_change_task_id_ord_id_idx" ON "subtask_change"("task_id", "ord", "id");

-- CreateIndex
CREATE UNIQUE INDEX "cause_key_key" ON "cause"("key");

-- CreateIndex
CREATE UNIQUE INDEX "word_word_key" ON "word"("word");

-- CreateIndex
CREATE INDEX "operation_connection_id_created_at_id_idx" ON "operation"("connection_id", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "operation_due_at_idx" ON "operation"("due_at");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE INDEX "audit_at_idx" ON "audit"("at");

-- CreateIndex
CREATE INDEX "audit_connection_subject_seq_idx" ON "audit"("connection", "subject", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE INDEX "two_factor_user_id_idx" ON "two_factor"("user_id");

-- AddForeignKey
ALTER TABLE "connection_sync" ADD CONSTRAINT "connection_sync_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rate_budget" ADD CONSTRAINT "rate_budget_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_targets" ADD CONSTRAINT "task_targets_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_sync" ADD CONSTRAINT "task_sync_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operation" ADD CONSTRAINT "operation_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operation_target" ADD CONSTRAINT "operation_target_operation_id_fkey" FOREIGN KEY ("operation_id") REFERENCES "operation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "two_factor" ADD CONSTRAINT "two_factor_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say ---------------------------------------------------------------------------------------

-- Bytewise order: the same on every platform, and prefix search by index (a C.UTF-8 database would scan).
ALTER TABLE "subtask" ALTER COLUMN "target" TYPE TEXT COLLATE "C";
ALTER TABLE "operation_target" ALTER COLUMN "target" TYPE TEXT COLLATE "C";

-- Pages of one cause; most rows have none.
CREATE INDEX "subtask_task_id_cause_id_ord_idx" ON "subtask" ("task_id", "cause_id", "ord") WHERE "cause_id" IS NOT NULL;

-- A slug names one living connection; archived ones keep theirs, so that old addresses still resolve.
CREATE UNIQUE INDEX "connection_slug_living_key" ON "connection" ("slug") WHERE "archived_at" IS NULL;

-- The writes that still have something to do.
CREATE INDEX "operation_open_idx" ON "operation" ("due_at") WHERE "state" IN ('queued', 'running', 'unknown', 'held');

-- The audit trail: numbered and chained inside one lock, so that no row can be slipped in or taken out unseen.
CREATE FUNCTION "audit_chain"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last_seq bigint;
  last_hash text;
BEGIN
  PERFORM pg_advisory_xact_lock(7270736901);
  SELECT "seq", "hash" INTO last_seq, last_hash FROM "audit" ORDER BY "seq" DESC LIMIT 1;
  NEW."seq" := COALESCE(last_seq, 0) + 1;
  NEW."at" := clock_timestamp();
  NEW."previous_hash" := COALESCE(last_hash, '');
  NEW."hash" := encode(sha256(convert_to(jsonb_build_array(
    NEW."seq", extract(epoch FROM NEW."at"), NEW."actor_id", NEW."actor_name", NEW."actor_kind", NEW."surface", NEW."address",
    NEW."action", NEW."connection", NEW."subject", NEW."target_count", NEW."target_hash", to_jsonb(NEW."target_sample"),
    NEW."reason", NEW."result", NEW."request_id", NEW."platform_request_id", NEW."operation_id", NEW."previous_hash"
  )::text, 'UTF8')), 'hex');
  RETURN NEW;
END $$;
CREATE TRIGGER "audit_chain" BEFORE INSERT ON "audit" FOR EACH ROW EXECUTE FUNCTION "audit_chain"();

CREATE FUNCTION "audit_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "audit_no_change" BEFORE UPDATE OR DELETE ON "audit" FOR EACH ROW EXECUTE FUNCTION "audit_is_append_only"();
CREATE TRIGGER "audit_no_truncate" BEFORE TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION "audit_is_append_only"();
