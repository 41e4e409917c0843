CREATE TABLE "payment_method_offers" (
    "only" BOOLEAN NOT NULL DEFAULT true,
    "offered_at" TIMESTAMPTZ(3) NOT NULL,
    "token_forms" TEXT[] NOT NULL,

    CONSTRAINT "payment_method_offers_pkey" PRIMARY KEY ("only"),
    CONSTRAINT "payment_method_offers_only_check" CHECK ("only")
);
