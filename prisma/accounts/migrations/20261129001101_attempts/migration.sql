CREATE TABLE "attempts" (
  "subject" TEXT PRIMARY KEY,
  "count" INTEGER NOT NULL,
  "next_at" TIMESTAMPTZ(3) NOT NULL,
  "ends_at" TIMESTAMPTZ(3) NOT NULL
);

CREATE INDEX "attempts_ends_at_idx" ON "attempts" ("ends_at");

CREATE TABLE "known_networks" (
  "key" TEXT PRIMARY KEY,
  "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "ends_at" TIMESTAMPTZ(3) NOT NULL
);

CREATE INDEX "known_networks_user_id_idx" ON "known_networks" ("user_id");
CREATE INDEX "known_networks_ends_at_idx" ON "known_networks" ("ends_at");
