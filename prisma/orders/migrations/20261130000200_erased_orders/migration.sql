-- When the buyer's person was taken out of an order that has ended; what was sold, when and for how much stays.
ALTER TABLE "orders" ADD COLUMN "erased_at" TIMESTAMPTZ(3);
