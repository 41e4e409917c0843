-- concurrently
-- What a variant's ledger opens with, for each location: one without a location is what the releases before wrote.
CREATE UNIQUE INDEX CONCURRENTLY stock_movements_opening_at_idx ON stock_movements (variant_id, location_id) NULLS NOT DISTINCT WHERE kind = 'OPENING';
