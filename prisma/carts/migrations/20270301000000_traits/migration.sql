-- What promotions select by and taxes are looked up by: products tell it.
CREATE TABLE product_traits (
  product_id uuid PRIMARY KEY,
  version integer NOT NULL,
  category_ids uuid[] NOT NULL,
  collection_ids uuid[] NOT NULL,
  attributes jsonb NOT NULL,
  variant_attributes jsonb NOT NULL,
  tax_class text
);
