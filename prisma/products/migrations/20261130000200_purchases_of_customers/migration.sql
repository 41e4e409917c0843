-- What a customer has bought is shown to them when they ask what is kept of them.
CREATE INDEX "purchases_customer_idx" ON "purchases" ("customer_id");
