-- Guests do not come back for good: what they refused is kept as long as it matters. Whether those until now were guests is not known; they stay.
ALTER TABLE product_view_refusals
  ADD COLUMN is_guests boolean NOT NULL DEFAULT false,
  -- When whoever has refused was last there. The release before does not say it.
  ADD COLUMN met_at timestamptz(3) NOT NULL DEFAULT now();
UPDATE product_view_refusals SET met_at = refused_at;
CREATE INDEX product_view_refusals_of_guests ON product_view_refusals (met_at) WHERE is_guests;
