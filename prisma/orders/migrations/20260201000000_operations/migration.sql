CREATE TABLE "parked_messages" (
    "id" UUID NOT NULL,
    "domain" TEXT NOT NULL,
    "consumer" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "business_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "parked_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "resolution" TEXT,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "parked_messages_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "parked_messages_state_check" CHECK ("state" IN ('PARKED', 'REPLAYING', 'DISCARDING', 'RESOLVED')),
    CONSTRAINT "parked_messages_resolution_check" CHECK (
        "resolution" IN ('REPLAYED', 'DISCARDED', 'UNKNOWN')
    ),
    CONSTRAINT "parked_messages_resolved_check" CHECK (
        ("state" = 'RESOLVED') = ("resolution" IS NOT NULL) AND ("resolution" IS NULL) = ("resolved_at" IS NULL)
    ),
    CONSTRAINT "parked_messages_attempts_check" CHECK ("attempts" > 0)
);

CREATE TABLE "staff_actions" (
    "id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "target" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_actions_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "staff_actions_action_check" CHECK ("action" IN (
        'PARKED_MESSAGE_REPLAY', 'PARKED_MESSAGE_DISCARD', 'CHECKOUT_REDRIVE', 'CHECKOUT_CANCEL', 'ORDER_CANCEL'
    )),
    CONSTRAINT "staff_actions_reason_check" CHECK ("reason" <> '')
);

CREATE INDEX "parked_messages_parked_at_id_idx" ON "parked_messages"("parked_at" DESC, "id" DESC);
CREATE INDEX "parked_messages_state_parked_at_id_idx" ON "parked_messages"("state", "parked_at" DESC, "id" DESC);
CREATE INDEX "staff_actions_at_id_idx" ON "staff_actions"("at" DESC, "id" DESC);
CREATE INDEX "staff_actions_target_at_id_idx" ON "staff_actions"("target", "at" DESC, "id" DESC);

-- An audit trail is only ever added to.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % can not be changed or deleted', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER "staff_actions_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "staff_actions"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
