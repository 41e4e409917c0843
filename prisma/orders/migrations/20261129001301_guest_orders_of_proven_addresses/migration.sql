ALTER TABLE "orders" ADD COLUMN "guest_id" UUID;

CREATE TABLE "guest_claims" (
  "guest_id" UUID PRIMARY KEY,
  "customer_id" UUID NOT NULL
);

CREATE TABLE "customer_emails" (
  "customer_id" UUID PRIMARY KEY,
  "version" INTEGER NOT NULL,
  "email" TEXT NOT NULL,
  "is_verified" BOOLEAN NOT NULL
);
CREATE INDEX "customer_emails_email_idx" ON "customer_emails" ("email");

-- Orders that still are a guest's, by the address with which a customer may prove to be the buyer.
CREATE INDEX "orders_of_guests_by_email" ON "orders" ("email") WHERE "customer_id" = "guest_id";
