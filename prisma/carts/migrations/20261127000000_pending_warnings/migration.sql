-- A merge happens while nobody listens: what it changes is kept until the buyer is told.
ALTER TABLE carts ADD COLUMN pending_warnings jsonb NOT NULL DEFAULT '[]';
