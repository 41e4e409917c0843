CREATE TABLE "password_resets" (
  "token_hash" TEXT PRIMARY KEY,
  "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "expires_at" TIMESTAMPTZ(3) NOT NULL
);

CREATE INDEX "password_resets_user_id_idx" ON "password_resets" ("user_id");
