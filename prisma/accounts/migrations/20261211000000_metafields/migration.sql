-- What staff and their systems keep of a customer beyond the schema.
CREATE TABLE user_metafields (
  id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  metafields jsonb
);
