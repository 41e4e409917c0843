CREATE TABLE "credit_notes" (
  "payment_id" UUID NOT NULL,
  "number" INTEGER NOT NULL,
  "issued_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "credit_notes_pkey" PRIMARY KEY ("payment_id"),
  CONSTRAINT "credit_notes_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "receipts" ("payment_id") ON DELETE RESTRICT ON UPDATE NO ACTION
);
CREATE UNIQUE INDEX "credit_notes_number_key" ON "credit_notes" ("number");

CREATE TYPE "document_series" AS ENUM ('RECEIPT', 'CREDIT_NOTE');
CREATE TABLE "document_counters" (
  "series" "document_series" NOT NULL,
  "last_number" INTEGER NOT NULL,
  CONSTRAINT "document_counters_pkey" PRIMARY KEY ("series")
);

-- What was given back before there were credit notes gets them in the sequence in which it was given back.
INSERT INTO "credit_notes" ("payment_id", "number", "issued_at")
SELECT "id", 100000 + row_number() OVER (ORDER BY "updated_at", "id"), "updated_at"
FROM "payments" JOIN "receipts" ON "payment_id" = "id" WHERE "state" = 'REFUNDED';

INSERT INTO "document_counters" ("series", "last_number") SELECT 'RECEIPT', "last_number" FROM "receipt_counter";
INSERT INTO "document_counters" ("series", "last_number") SELECT 'CREDIT_NOTE', 100000 + count(*) FROM "credit_notes";
DROP TABLE "receipt_counter";
