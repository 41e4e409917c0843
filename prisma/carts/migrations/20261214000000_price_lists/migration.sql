CREATE TABLE "price_lists" (
  "id" UUID NOT NULL,
  "version" INTEGER NOT NULL,
  "currency" TEXT NOT NULL,
  "countries" TEXT[] NOT NULL,
  "group_ids" UUID[] NOT NULL,
  "priority" INTEGER NOT NULL,
  "adjustments" JSONB NOT NULL,
  "is_running" BOOLEAN NOT NULL,
  CONSTRAINT "price_lists_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "price_list_prices" (
  "variant_id" UUID NOT NULL,
  "price_list_id" UUID NOT NULL,
  "version" INTEGER NOT NULL,
  "prices" JSONB NOT NULL,
  CONSTRAINT "price_list_prices_pkey" PRIMARY KEY ("variant_id", "price_list_id")
);
