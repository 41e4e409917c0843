CREATE TABLE "order_access_tokens" (
    "token_hash" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_access_tokens_pkey" PRIMARY KEY ("token_hash")
);

CREATE TABLE "lookup_attempts" (
    "subject" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lookup_attempts_pkey" PRIMARY KEY ("subject")
);

CREATE INDEX "order_access_tokens_order_id_idx" ON "order_access_tokens"("order_id");
CREATE INDEX "order_access_tokens_expires_at_idx" ON "order_access_tokens"("expires_at");
CREATE INDEX "lookup_attempts_ends_at_idx" ON "lookup_attempts"("ends_at");

ALTER TABLE "order_access_tokens" ADD CONSTRAINT "order_access_tokens_order_id_fkey"
    FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;
