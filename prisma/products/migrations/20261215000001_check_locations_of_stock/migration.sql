-- Apart from the change of the table, so that stock is sold all the while it is looked through.
ALTER TABLE stock_movements VALIDATE CONSTRAINT stock_movements_kind_check;

-- What a variant's ledger opens with, for each location: one without a location is what the releases before wrote.
CREATE UNIQUE INDEX stock_movements_opening_at_idx ON stock_movements (variant_id, location_id) NULLS NOT DISTINCT WHERE kind = 'OPENING';
DROP INDEX stock_movements_opening_idx;
