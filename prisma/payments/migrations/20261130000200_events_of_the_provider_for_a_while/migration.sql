-- Events of the provider are deleted by their age.
CREATE INDEX "webhook_events_received_at" ON "webhook_events" ("received_at");
