-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "file_rows" INTEGER;

-- AlterTable
ALTER TABLE "operation" ADD COLUMN     "draft_id" UUID,
ADD COLUMN     "file_id" UUID,
ADD COLUMN     "platform_file_id" TEXT,
ADD COLUMN     "reason" TEXT;

-- CreateTable
CREATE TABLE "draft" (
    "id" UUID NOT NULL,
    "connection_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT,
    "step" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "targets_text" TEXT NOT NULL DEFAULT '',
    "target_count" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "file_id" UUID,
    "operation_id" UUID,
    "owner_id" TEXT NOT NULL,
    "owner_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "id" UUID NOT NULL,
    "connection_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "content_sealed" TEXT,
    "task_type" TEXT,
    "report" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "platform_file_id" TEXT,
    "uploaded_at" TIMESTAMPTZ(3),

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "draft_connection_id_kind_owner_id_updated_at_idx" ON "draft"("connection_id", "kind", "owner_id", "updated_at" DESC);

-- CreateIndex
CREATE INDEX "draft_updated_at_idx" ON "draft"("updated_at");

-- CreateIndex
CREATE INDEX "draft_file_id_idx" ON "draft"("file_id");

-- CreateIndex
CREATE INDEX "stored_file_connection_id_created_at_idx" ON "stored_file"("connection_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "idempotency_key_operation_id_idx" ON "idempotency_key"("operation_id");

-- CreateIndex
CREATE INDEX "operation_connection_id_task_id_idx" ON "operation"("connection_id", "task_id");

-- CreateIndex
CREATE INDEX "operation_file_id_idx" ON "operation"("file_id");

-- AddForeignKey
ALTER TABLE "operation" ADD CONSTRAINT "operation_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
