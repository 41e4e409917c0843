ALTER TABLE "users" ADD COLUMN IF NOT EXISTS "disabled_at" TIMESTAMPTZ(3);

CREATE TABLE "staff_roles" (
  "id" UUID PRIMARY KEY,
  "name" TEXT NOT NULL,
  "is_owner" BOOLEAN NOT NULL DEFAULT false,
  "permissions" TEXT[] NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE UNIQUE INDEX "staff_roles_name_in_any_case" ON "staff_roles" (lower("name"));
CREATE UNIQUE INDEX "staff_roles_one_owner" ON "staff_roles" ("is_owner") WHERE "is_owner";

CREATE TABLE "staff_role_members" (
  "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "role_id" UUID NOT NULL REFERENCES "staff_roles" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  PRIMARY KEY ("user_id", "role_id")
);

CREATE INDEX "staff_role_members_role_id_idx" ON "staff_role_members" ("role_id");

CREATE TABLE "staff_invitations" (
  "id" UUID PRIMARY KEY,
  "email" TEXT NOT NULL,
  "token_hash" TEXT NOT NULL,
  "invited_by" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL
);

CREATE UNIQUE INDEX "staff_invitations_email_key" ON "staff_invitations" ("email");
CREATE UNIQUE INDEX "staff_invitations_token_hash_key" ON "staff_invitations" ("token_hash");
CREATE INDEX "staff_invitations_invited_by_idx" ON "staff_invitations" ("invited_by");

CREATE TABLE "staff_invitation_roles" (
  "invitation_id" UUID NOT NULL REFERENCES "staff_invitations" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "role_id" UUID NOT NULL REFERENCES "staff_roles" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  PRIMARY KEY ("invitation_id", "role_id")
);

CREATE INDEX "staff_invitation_roles_role_id_idx" ON "staff_invitation_roles" ("role_id");

CREATE TABLE "api_keys" (
  "id" UUID PRIMARY KEY,
  "name" TEXT NOT NULL,
  "permissions" TEXT[] NOT NULL,
  "created_by" UUID NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3),
  "revoked_at" TIMESTAMPTZ(3),
  "last_used_at" TIMESTAMPTZ(3),
  "last_used_network" TEXT
);

CREATE INDEX "api_keys_created_by_idx" ON "api_keys" ("created_by");
CREATE INDEX "api_keys_created_at_id_idx" ON "api_keys" ("created_at", "id");

CREATE TABLE "api_key_secrets" (
  "id" UUID PRIMARY KEY,
  "key_id" UUID NOT NULL REFERENCES "api_keys" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "hash" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3),
  "revoked_at" TIMESTAMPTZ(3)
);

CREATE UNIQUE INDEX "api_key_secrets_hash_key" ON "api_key_secrets" ("hash");
CREATE INDEX "api_key_secrets_key_id_idx" ON "api_key_secrets" ("key_id");
CREATE INDEX "api_key_secrets_revoked" ON "api_key_secrets" ("revoked_at") WHERE "revoked_at" IS NOT NULL;

-- A shop begins with these; all but the owner's are changed and deleted like any other.
INSERT INTO "staff_roles" ("id", "name", "is_owner", "permissions") VALUES
  ('01990000-0000-7000-8000-0000000000a0', 'Owner', true, '{}'),
  ('01990000-0000-7000-8000-0000000000a1', 'Support', false, '{CUSTOMERS_READ,ORDERS_READ,ORDERS_MANAGE,PAYMENTS_READ,REVIEWS_MODERATE}'),
  ('01990000-0000-7000-8000-0000000000a2', 'Catalogue', false, '{CATALOGUE_MANAGE,PRICES_MANAGE,REVIEWS_MODERATE}'),
  ('01990000-0000-7000-8000-0000000000a3', 'Warehouse', false, '{STOCK_MANAGE,ORDERS_READ}'),
  ('01990000-0000-7000-8000-0000000000a4', 'Fraud', false, '{CUSTOMERS_READ,ORDERS_READ,PAYMENTS_READ,FRAUD_REVIEW}'),
  ('01990000-0000-7000-8000-0000000000a5', 'Operations', false, '{ORDERS_READ,PAYMENTS_READ,OPERATIONS_MANAGE,AUDIT_READ}');

-- Until now everybody of the staff might do everything.
INSERT INTO "staff_role_members" ("user_id", "role_id")
SELECT "id", '01990000-0000-7000-8000-0000000000a0' FROM "users" WHERE "role" = 'STAFF';
