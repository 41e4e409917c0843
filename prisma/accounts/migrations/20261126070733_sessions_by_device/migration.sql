ALTER TABLE "sessions" ADD COLUMN "user_agent" TEXT;
ALTER TABLE "sessions" ADD COLUMN "last_used_at" TIMESTAMPTZ(3);

-- What has ended within the last minutes, which every replica asks for several times a second; a handful of rows of a large table.
CREATE INDEX "sessions_revoked" ON "sessions" ("revoked_at") WHERE "revoked_at" IS NOT NULL;
