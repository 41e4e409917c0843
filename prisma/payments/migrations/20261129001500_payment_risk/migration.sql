-- What was thought of the risk of each payment before the provider was asked, and what payments are recognised by.
ALTER TABLE "payments"
  ADD COLUMN "risk_decision" TEXT,
  ADD COLUMN "risk_reasons" JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN "signals" JSONB,
  ADD COLUMN "is_reviewed" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "authorized_until" TIMESTAMPTZ(3),
  ADD CONSTRAINT "payments_risk_decision" CHECK ("risk_decision" IN ('ACCEPT', 'REVIEW', 'REFUSE')),
  ADD CONSTRAINT "payments_reviewed_before_captured" CHECK (
    "goal" <> 'CAPTURE' OR "is_reviewed" OR "risk_decision" IS DISTINCT FROM 'REVIEW'
  );

-- Keyed hashes and the provider's fingerprints of methods, never the data themselves; rows are deleted after 30 days.
CREATE TABLE "payment_sightings" (
  "payment_id" UUID NOT NULL,
  "seen_at" TIMESTAMPTZ(3) NOT NULL,
  "account" TEXT NOT NULL,
  "fingerprint" TEXT,
  "email" TEXT,
  "address" TEXT,
  "billing_address" TEXT,
  "network" TEXT,
  "device" TEXT,
  "outcome" TEXT,

  CONSTRAINT "payment_sightings_pkey" PRIMARY KEY ("payment_id"),
  CONSTRAINT "payment_sightings_outcome" CHECK ("outcome" IN ('DECLINED', 'PAID'))
);

-- What nothing is counted by is in no index: a method without a fingerprint that was not declined.
CREATE INDEX "payment_sightings_account" ON "payment_sightings" ("account", "seen_at" DESC)
  WHERE "fingerprint" IS NOT NULL OR "outcome" = 'DECLINED';
CREATE INDEX "payment_sightings_fingerprint" ON "payment_sightings" ("fingerprint", "seen_at" DESC)
  WHERE "fingerprint" IS NOT NULL OR "outcome" = 'DECLINED';
CREATE INDEX "payment_sightings_email" ON "payment_sightings" ("email", "seen_at" DESC)
  WHERE "fingerprint" IS NOT NULL OR "outcome" = 'DECLINED';
CREATE INDEX "payment_sightings_address" ON "payment_sightings" ("address", "seen_at" DESC)
  WHERE "fingerprint" IS NOT NULL OR "outcome" = 'DECLINED';
CREATE INDEX "payment_sightings_billing_address" ON "payment_sightings" ("billing_address", "seen_at" DESC)
  WHERE "fingerprint" IS NOT NULL OR "outcome" = 'DECLINED';
CREATE INDEX "payment_sightings_network" ON "payment_sightings" ("network", "seen_at" DESC)
  WHERE "fingerprint" IS NOT NULL OR "outcome" = 'DECLINED';
CREATE INDEX "payment_sightings_device" ON "payment_sightings" ("device", "seen_at" DESC)
  WHERE "fingerprint" IS NOT NULL OR "outcome" = 'DECLINED';
CREATE INDEX "payment_sightings_seen_at" ON "payment_sightings" ("seen_at");
