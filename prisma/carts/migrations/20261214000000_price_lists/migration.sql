CREATE TABLE "price_lists" (
  "id" UUID NOT NULL,
  "version" INTEGER NOT NULL,
  "currency" TEXT NOT NULL,
  "countries" TEXT[] NOT NULL,
  "group_ids" UUID[] NOT NULL,
  "priority" INTEGER NOT NULL,
  "adjustments" JSONB NOT NULL,
  "is_running" BOOLEAN NOT NULL,
  "gone_at" TIMESTAMPTZ(3),
  CONSTRAINT "price_lists_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "price_list_prices" (
  "variant_id" UUID NOT NULL,
  "price_list_id" UUID NOT NULL,
  "version" INTEGER NOT NULL,
  "prices" JSONB NOT NULL,
  "gone_at" TIMESTAMPTZ(3),
  CONSTRAINT "price_list_prices_pkey" PRIMARY KEY ("variant_id", "price_list_id")
);

-- Lists that run, for each offer that is read; prices of a list that is deleted; and what is kept for late messages alone.
CREATE INDEX "price_lists_running_idx" ON "price_lists" ("currency") WHERE "is_running";
CREATE INDEX "price_lists_gone_idx" ON "price_lists" ("gone_at") WHERE "gone_at" IS NOT NULL;
CREATE INDEX "price_list_prices_list_idx" ON "price_list_prices" ("price_list_id");
CREATE INDEX "price_list_prices_gone_idx" ON "price_list_prices" ("gone_at") WHERE "gone_at" IS NOT NULL;
