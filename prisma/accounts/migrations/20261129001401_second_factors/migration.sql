-- A version that runs meanwhile opens sessions without: they count as begun with nothing beside the password.
ALTER TABLE "sessions" ADD COLUMN "authentication_methods" TEXT[] DEFAULT ARRAY[]::TEXT[];

CREATE TABLE "totp_factors" (
  "user_id" UUID PRIMARY KEY REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "sealed_secret" TEXT NOT NULL,
  "confirmed_at" TIMESTAMPTZ(3),
  "last_step" INTEGER NOT NULL DEFAULT 0,
  "wrong_codes" INTEGER NOT NULL DEFAULT 0,
  "wrong_since" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE "recovery_codes" (
  "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "hash" TEXT NOT NULL,
  PRIMARY KEY ("user_id", "hash")
);

CREATE TABLE "sign_in_challenges" (
  "token_hash" TEXT PRIMARY KEY,
  "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "guest_id" UUID,
  "password_fingerprint" TEXT,
  "authentication_methods" TEXT[] NOT NULL,
  "guesses_left" INTEGER NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL
);

CREATE INDEX "sign_in_challenges_user_id_idx" ON "sign_in_challenges" ("user_id");

CREATE TABLE "passkeys" (
  "id" UUID PRIMARY KEY,
  "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "credential_id" TEXT NOT NULL,
  "public_key" BYTEA NOT NULL,
  "counter" BIGINT NOT NULL,
  "transports" TEXT[] NOT NULL,
  "is_backup_eligible" BOOLEAN NOT NULL,
  "is_backed_up" BOOLEAN NOT NULL,
  "name" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "last_used_at" TIMESTAMPTZ(3)
);

CREATE UNIQUE INDEX "passkeys_credential_id_key" ON "passkeys" ("credential_id");
CREATE INDEX "passkeys_user_id_idx" ON "passkeys" ("user_id");

CREATE TABLE "passkey_challenges" (
  "hash" TEXT PRIMARY KEY,
  "purpose" TEXT NOT NULL,
  "user_id" UUID REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "expires_at" TIMESTAMPTZ(3) NOT NULL
);

CREATE INDEX "passkey_challenges_user_id_idx" ON "passkey_challenges" ("user_id");

CREATE TABLE "identities" (
  "id" UUID PRIMARY KEY,
  "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "provider" TEXT NOT NULL,
  "issuer" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "email" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL
);

CREATE UNIQUE INDEX "identities_issuer_subject_key" ON "identities" ("issuer", "subject");
CREATE INDEX "identities_user_id_idx" ON "identities" ("user_id");

CREATE TABLE "identity_provider_sign_ins" (
  "state_hash" TEXT PRIMARY KEY,
  "verifier_hash" TEXT NOT NULL,
  "provider" TEXT NOT NULL,
  "redirect_uri" TEXT NOT NULL,
  "nonce" TEXT NOT NULL,
  "code_verifier" TEXT NOT NULL,
  "user_id" UUID REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "expires_at" TIMESTAMPTZ(3) NOT NULL
);

CREATE INDEX "identity_provider_sign_ins_user_id_idx" ON "identity_provider_sign_ins" ("user_id");
