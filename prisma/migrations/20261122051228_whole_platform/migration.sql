-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "app_id" TEXT,
ADD COLUMN     "iam_domain" TEXT,
ADD COLUMN     "iam_endpoint" TEXT,
ADD COLUMN     "iam_user" TEXT,
ADD COLUMN     "page_concurrency" INTEGER,
ADD COLUMN     "purpose" TEXT,
ADD COLUMN     "rate_read" DOUBLE PRECISION,
ADD COLUMN     "rate_write" DOUBLE PRECISION,
ADD COLUMN     "read_only" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "server_name" TEXT,
ADD COLUMN     "sign_in" TEXT NOT NULL DEFAULT 'keys',
ADD COLUMN     "tls_sealed" TEXT;

-- AlterTable
ALTER TABLE "connection_sync" ADD COLUMN     "clock_offset_ms" INTEGER,
ADD COLUMN     "clock_seen_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "rate_budget" ADD COLUMN     "throttles" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "proved_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "task" ADD COLUMN     "tags" JSONB,
ADD COLUMN     "target_criteria" JSONB,
ADD COLUMN     "timeout_minutes" INTEGER;

-- CreateTable
CREATE TABLE "platform_token" (
    "connection_id" INTEGER NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 0,
    "token_sealed" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "refresh_sealed" TEXT,
    "refresh_until" TIMESTAMPTZ(3),
    "lease_owner" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "blocked_until" TIMESTAMPTZ(3),
    "failure" JSONB,

    CONSTRAINT "platform_token_pkey" PRIMARY KEY ("connection_id")
);

-- CreateTable
CREATE TABLE "connection_test" (
    "connection_id" INTEGER NOT NULL,
    "tested_at" TIMESTAMPTZ(3) NOT NULL,
    "checks" JSONB NOT NULL,

    CONSTRAINT "connection_test_pkey" PRIMARY KEY ("connection_id")
);

-- AddForeignKey
ALTER TABLE "platform_token" ADD CONSTRAINT "platform_token_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection_test" ADD CONSTRAINT "connection_test_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
