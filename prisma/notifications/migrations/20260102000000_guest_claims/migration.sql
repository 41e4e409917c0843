CREATE TABLE "guest_claims" (
  "guest_id" UUID NOT NULL,
  "customer_id" UUID NOT NULL,
  "claimed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "guest_claims_pkey" PRIMARY KEY ("guest_id")
);
