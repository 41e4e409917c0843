-- Carts that were left: which state of one was looked at, and what was told. `left_at` is the `updated_at` of that state, so that whatever
-- changes a cart has it looked at again.
ALTER TABLE carts
  ADD COLUMN restored_from uuid,
  ADD COLUMN left_at timestamptz(3),
  ADD COLUMN left_told_at timestamptz(3),
  ADD COLUMN times_left_told integer NOT NULL DEFAULT 0 CHECK (times_left_told BETWEEN 0 AND 3);

-- The carts that are still to be looked at, those left longest first: the others are not in it, however many they are.
CREATE INDEX carts_left_idx ON carts (updated_at)
  WHERE status = 'ACTIVE' AND times_left_told < 3 AND left_at IS DISTINCT FROM updated_at;

-- Where the copy of a cart was ordered, nobody is reminded of the cart.
CREATE INDEX carts_restored_from_idx ON carts (restored_from) WHERE restored_from IS NOT NULL;
