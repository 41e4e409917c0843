CREATE TABLE "customers" (
  "customer_id" UUID PRIMARY KEY,
  "version" INTEGER NOT NULL,
  "group_ids" UUID[] NOT NULL,
  "company" TEXT,
  "vat_id" TEXT
);
