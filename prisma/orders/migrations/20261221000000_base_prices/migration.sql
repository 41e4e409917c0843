-- What the variant itself cost of which a price list gave a price: flash offers are about that.
ALTER TABLE order_lines ADD COLUMN base_price_minor bigint;
