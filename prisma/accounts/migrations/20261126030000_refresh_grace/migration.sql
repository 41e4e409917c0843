ALTER TABLE "refresh_tokens" ADD COLUMN "successor_salt" TEXT;
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_successor_of_used" CHECK ("successor_salt" IS NULL OR "used_at" IS NOT NULL);

-- What is to be forgotten soon; a handful of rows of a large table.
CREATE INDEX "refresh_tokens_with_salt" ON "refresh_tokens" ("used_at") WHERE "successor_salt" IS NOT NULL;
