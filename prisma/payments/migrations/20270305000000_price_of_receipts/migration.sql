-- What an amount is made of. Null for payments and receipts from before, and for those that a release before this one makes.
ALTER TABLE payments ADD COLUMN price jsonb;
ALTER TABLE receipts ADD COLUMN price jsonb;
