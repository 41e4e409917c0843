-- The first owner of a store is invited by whoever runs it, who is nobody's user.
ALTER TABLE "staff_invitations" ALTER COLUMN "invited_by" DROP NOT NULL;
