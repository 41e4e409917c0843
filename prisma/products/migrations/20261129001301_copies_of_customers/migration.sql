ALTER TABLE "reviewers" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "customers" (
  "customer_id" UUID PRIMARY KEY,
  "version" INTEGER NOT NULL,
  "group_ids" UUID[] NOT NULL
);

CREATE INDEX "reviews_customer_idx" ON "reviews" ("customer_id");
