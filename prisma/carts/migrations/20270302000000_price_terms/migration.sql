-- What all prices of carts follow from besides the carts: its version rises with each change of a promotion or a rate of tax. One row.
CREATE TABLE price_terms (
  id smallint PRIMARY KEY CHECK (id = 1),
  version bigint NOT NULL CHECK (version >= 1)
);
INSERT INTO price_terms (id, version) VALUES (1, 1);
