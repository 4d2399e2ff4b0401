-- Nearly always empty: asked with every poll whether a task still has outputs to read.
CREATE INDEX "subtask_unread_output_idx" ON "subtask" ("task_id", "ord") WHERE NOT "output_read";

-- Of a table of a hundred million rows a fifth would be twenty million dead ones before anybody cleans up.
ALTER TABLE "subtask" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
ALTER TABLE "subtask_change" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);
