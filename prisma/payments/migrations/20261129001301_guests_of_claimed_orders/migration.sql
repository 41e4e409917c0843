ALTER TABLE "payments" ADD COLUMN "guest_id" UUID;
