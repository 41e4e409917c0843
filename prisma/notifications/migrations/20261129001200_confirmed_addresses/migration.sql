-- Nobody has confirmed an address before accounts says so.
ALTER TABLE "customers" ADD COLUMN "confirmed_email" TEXT;

-- How many mails a mailbox got of late; what stands behind a + belongs to the same mailbox.
CREATE INDEX "notifications_mailbox" ON "notifications" (regexp_replace("recipient", '\+[^@]*@', '@'), "created_at");
