-- Mails about carts that were left, to those who have agreed to them.
ALTER TYPE mail_kind ADD VALUE 'CART_REMINDER';
ALTER TYPE notification_type ADD VALUE 'CART_REMINDER';
