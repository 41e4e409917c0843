-- The trail of what staff did holds every domain's: what is new has a default, so that the version before goes on writing.
ALTER TABLE "staff_actions"
    ADD COLUMN "domain" TEXT NOT NULL DEFAULT 'orders',
    ADD COLUMN "operation" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "outcome" TEXT NOT NULL DEFAULT 'DONE',
    ADD COLUMN "before" JSONB,
    ADD COLUMN "after" JSONB,
    ADD COLUMN "permission" TEXT,
    ADD COLUMN "times" INTEGER NOT NULL DEFAULT 1,
    ALTER COLUMN "target" TYPE TEXT,
    ALTER COLUMN "target" DROP NOT NULL,
    DROP CONSTRAINT "staff_actions_action_check",
    ADD CONSTRAINT "staff_actions_outcome_check" CHECK ("outcome" IN ('DONE', 'REFUSED')),
    ADD CONSTRAINT "staff_actions_times_check" CHECK ("times" > 0);

CREATE INDEX "staff_actions_staff_id_at_id_idx" ON "staff_actions"("staff_id", "at" DESC, "id" DESC);
CREATE INDEX "staff_actions_operation_at_id_idx" ON "staff_actions"("operation", "at" DESC, "id" DESC);
