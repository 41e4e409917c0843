-- What the metafields of brands have to be like may be laid down, too.
ALTER TABLE metafield_definitions DROP CONSTRAINT metafield_definitions_owner_type_check;
ALTER TABLE metafield_definitions ADD CONSTRAINT metafield_definitions_owner_type_check
  CHECK (owner_type IN ('PRODUCT', 'PRODUCT_VARIANT', 'CATEGORY', 'COLLECTION', 'BRAND'));
