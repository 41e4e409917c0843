-- By which rates a product is taxed: carts keep the rates of each class, and products name it. Null is the standard one.
ALTER TABLE products ADD COLUMN tax_class text;
