-- Notifications are purged when they are old; what is said last to somebody who is erased, as soon as it is sent.
CREATE INDEX "notifications_created_at_idx" ON "notifications" ("created_at");
CREATE INDEX "notifications_farewells" ON "notifications" ("id") WHERE "type" = 'DATA_ERASED';
