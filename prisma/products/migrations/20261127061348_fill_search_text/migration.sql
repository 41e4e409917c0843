-- Apart from the change of the tables, so that products are read all the while; whoever writes them waits. What was counted
-- since then is counted again with the rest.
LOCK TABLE products IN SHARE ROW EXCLUSIVE MODE;
DELETE FROM search_words;

-- In pieces, because the words of all products at once may be more than fits into memory.
DO $$
DECLARE
  chunk uuid[];
BEGIN
  FOR chunk IN
    SELECT array_agg(id) FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM products) AS numbered
    GROUP BY place / 1000
  LOOP
    UPDATE products SET document = search_document(products) WHERE id = ANY (chunk);
    INSERT INTO search_words (word, lexeme, products, descriptions)
    SELECT counted.word, min(counted.lexeme), sum(counted.products), sum(counted.descriptions)
    FROM products CROSS JOIN LATERAL search_words_of(products) AS counted
    WHERE products.id = ANY (chunk)
    GROUP BY counted.word
    ON CONFLICT (word) DO UPDATE SET
      products = search_words.products + EXCLUDED.products,
      descriptions = search_words.descriptions + EXCLUDED.descriptions;
  END LOOP;
END
$$;
