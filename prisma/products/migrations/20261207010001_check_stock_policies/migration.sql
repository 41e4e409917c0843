-- Apart from the change of the table, so that stock is read and sold all the while.
ALTER TABLE stock
  VALIDATE CONSTRAINT stock_safety_stock_check,
  VALIDATE CONSTRAINT stock_backorder_limit_check,
  VALIDATE CONSTRAINT stock_when_sold_out_check,
  VALIDATE CONSTRAINT stock_low_stock_at_check,
  VALIDATE CONSTRAINT stock_policy_version_check,
  VALIDATE CONSTRAINT stock_denied_check,
  VALIDATE CONSTRAINT stock_pieces_check;

-- Triggers have noted what has passed its threshold since then. What is low already is held meanwhile, so that it does not pass it unseen.
INSERT INTO low_stock (variant_id, since)
SELECT variant_id, clock_timestamp() FROM stock WHERE available + safety_stock - backorder_limit <= low_stock_at
ORDER BY variant_id FOR SHARE
ON CONFLICT (variant_id) DO NOTHING;
