-- What a buyer says of a cart: a note, the text of a gift card, what the order is called in their own books. Null for nothing.
ALTER TABLE carts
  ADD COLUMN note text,
  ADD COLUMN gift_text text,
  ADD COLUMN reference text;
