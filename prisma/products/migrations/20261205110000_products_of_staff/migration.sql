-- What staff say of a variant beside what it costs: the number under its bars, and how much room it takes in a parcel.
ALTER TABLE product_variants
  ADD COLUMN barcode text CHECK (barcode ~ '^([0-9]{8}|[0-9]{12,14})$'),
  ADD COLUMN length_mm integer CHECK (length_mm > 0),
  ADD COLUMN width_mm integer CHECK (width_mm > 0),
  ADD COLUMN height_mm integer CHECK (height_mm > 0),
  ADD CONSTRAINT product_variants_size_check CHECK (num_nonnulls(length_mm, width_mm, height_mm) IN (0, 3));

-- Whatever is shown of a variant gives its product another revision.
CREATE OR REPLACE FUNCTION renew_revisions_of_changed_variants() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM renew_revisions(ARRAY (
    WITH was AS (
      SELECT product_id, id, sku, title, selected_options, image_id, position, weight_grams, barcode, length_mm, width_mm, height_mm
      FROM before
    ), became AS (
      SELECT product_id, id, sku, title, selected_options, image_id, position, weight_grams, barcode, length_mm, width_mm, height_mm
      FROM after
    )
    SELECT product_id FROM (TABLE was EXCEPT TABLE became) AS gone
    UNION SELECT product_id FROM (TABLE became EXCEPT TABLE was) AS new
  ));
  RETURN NULL;
END
$$;
