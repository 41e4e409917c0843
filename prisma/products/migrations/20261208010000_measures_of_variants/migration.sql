-- How much a variant holds, in thousandths of a unit, and which quantity its price is told for beside its own (directive 98/6/EC).
ALTER TABLE product_variants
  ADD COLUMN content_thousandths integer,
  ADD COLUMN content_unit text,
  ADD COLUMN reference_quantity integer,
  ADD COLUMN reference_unit text,
  ADD CONSTRAINT product_variants_measure_check CHECK (
    num_nonnulls(content_thousandths, content_unit, reference_quantity, reference_unit) IN (0, 4)
    AND content_thousandths > 0 AND reference_quantity > 0
  );

-- It is shown, and so it is a part of what the revision of a product tells apart.
CREATE OR REPLACE FUNCTION renew_revisions_of_changed_variants() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM renew_revisions(ARRAY (
    WITH was AS (
      SELECT product_id, id, sku, title, selected_options, image_id, position, weight_grams, barcode, length_mm, width_mm, height_mm,
        content_thousandths, content_unit, reference_quantity, reference_unit
      FROM before
    ), became AS (
      SELECT product_id, id, sku, title, selected_options, image_id, position, weight_grams, barcode, length_mm, width_mm, height_mm,
        content_thousandths, content_unit, reference_quantity, reference_unit
      FROM after
    )
    SELECT product_id FROM (TABLE was EXCEPT TABLE became) AS gone
    UNION SELECT product_id FROM (TABLE became EXCEPT TABLE was) AS new
  ));
  RETURN NULL;
END
$$;
