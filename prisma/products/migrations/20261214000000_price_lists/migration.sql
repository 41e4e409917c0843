CREATE TABLE "price_lists" (
  "id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "currency" TEXT NOT NULL,
  "countries" TEXT[] NOT NULL,
  "group_ids" UUID[] NOT NULL,
  "starts_at" TIMESTAMPTZ(3) NOT NULL,
  "ends_at" TIMESTAMPTZ(3),
  "priority" INTEGER NOT NULL,
  "adjustments" JSONB NOT NULL,
  "is_running" BOOLEAN NOT NULL,
  "version" INTEGER NOT NULL DEFAULT 1,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "price_lists_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "price_list_prices" (
  "variant_id" UUID NOT NULL,
  "price_list_id" UUID NOT NULL,
  "prices" JSONB NOT NULL,
  CONSTRAINT "price_list_prices_pkey" PRIMARY KEY ("variant_id", "price_list_id"),
  CONSTRAINT "price_list_prices_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "product_variants" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  CONSTRAINT "price_list_prices_price_list_id_fkey" FOREIGN KEY ("price_list_id") REFERENCES "price_lists" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);

CREATE INDEX "price_list_prices_price_list_id_idx" ON "price_list_prices" ("price_list_id");
