-- A cart of dear things costs more than 32 bits hold; the largest amount is the largest safe integer of JavaScript.
ALTER TABLE payments ALTER COLUMN amount_minor TYPE bigint, ALTER COLUMN tax_minor TYPE bigint;
ALTER TABLE payment_transactions ALTER COLUMN amount_minor TYPE bigint;
ALTER TABLE receipts ALTER COLUMN amount_minor TYPE bigint, ALTER COLUMN tax_minor TYPE bigint;
ALTER TABLE simulator.payments
  ALTER COLUMN amount_minor TYPE bigint,
  ALTER COLUMN authorized_minor TYPE bigint,
  ALTER COLUMN captured_minor TYPE bigint,
  ALTER COLUMN refunded_minor TYPE bigint;
ALTER TABLE simulator.entries ALTER COLUMN amount_minor TYPE bigint;
