-- Manuals and data sheets of products, as staff give them.
CREATE TABLE product_documents (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  media_id uuid NOT NULL REFERENCES media_files (id),
  title text NOT NULL CHECK (title <> ''),
  position integer NOT NULL CHECK (position >= 0)
);
CREATE INDEX product_documents_product_idx ON product_documents (product_id, position);
CREATE INDEX product_documents_media_idx ON product_documents (media_id);
