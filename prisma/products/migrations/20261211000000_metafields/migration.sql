-- What staff and their systems keep of an object beyond the schema: all of one object in one row, so that what lists read is not larger for it.
CREATE TABLE product_metafields (
  id uuid PRIMARY KEY REFERENCES products (id) ON DELETE CASCADE,
  metafields jsonb
);
CREATE TABLE product_variant_metafields (
  id uuid PRIMARY KEY REFERENCES product_variants (id) ON DELETE CASCADE,
  metafields jsonb
);
CREATE TABLE category_metafields (
  id uuid PRIMARY KEY REFERENCES categories (id) ON DELETE CASCADE,
  metafields jsonb
);
CREATE TABLE collection_metafields (
  id uuid PRIMARY KEY REFERENCES collections (id) ON DELETE CASCADE,
  metafields jsonb
);
