-- Carts that their buyers put aside under a name: they can be changed and ordered like the one in use.
ALTER TABLE carts
  ADD COLUMN saved_as text CHECK (saved_as <> ''),
  DROP CONSTRAINT carts_status_check,
  ADD CONSTRAINT carts_status_check CHECK (status IN ('ACTIVE', 'SAVED', 'CHECKING_OUT', 'COMPLETED')),
  ADD CONSTRAINT carts_saved_named CHECK (status <> 'SAVED' OR saved_as IS NOT NULL),
  DROP CONSTRAINT carts_frozen_unless_active,
  ADD CONSTRAINT carts_frozen_unless_open CHECK (
    num_nonnulls(frozen_for_order, frozen_at, frozen_snapshot) = CASE WHEN status IN ('ACTIVE', 'SAVED') THEN 0 ELSE 3 END
    AND (status NOT IN ('ACTIVE', 'SAVED') OR NOT freeze_confirmed)
  );
