-- The account at a provider that is linked once the second factor has been right.
ALTER TABLE "sign_in_challenges" ADD COLUMN "link" JSONB;
