-- Whether a guest began it and no customer has taken it over: only such a cart is deleted when nobody comes back to it. Of carts
-- from before nobody knows, and they stay.
ALTER TABLE "carts" ADD COLUMN "is_guests" BOOLEAN NOT NULL DEFAULT false;
