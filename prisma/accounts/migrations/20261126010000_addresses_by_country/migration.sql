-- What an address needs depends on its country: not every one names a city or a postal code, not everybody has a last name.
ALTER TABLE addresses
  ALTER COLUMN last_name DROP NOT NULL,
  ALTER COLUMN city DROP NOT NULL,
  ALTER COLUMN postal_code DROP NOT NULL;

-- An address book has a default: where there was none, the oldest address is.
UPDATE addresses SET is_default = true
  WHERE id IN (
    SELECT DISTINCT ON (user_id) id FROM addresses AS oldest
      WHERE NOT EXISTS (SELECT FROM addresses AS other WHERE other.user_id = oldest.user_id AND other.is_default)
      ORDER BY user_id, created_at, id
  );
