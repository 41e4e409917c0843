-- Carts that nobody has come back to are deleted by their age.
CREATE INDEX "carts_updated_at_idx" ON "carts" ("updated_at");
