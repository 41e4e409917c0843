-- Texts from before there were triggers that keep them, while products are changed on. What these write meanwhile is newer.
INSERT INTO option_texts (product_id, language, key, text)
SELECT p.id, said.* FROM products p CROSS JOIN LATERAL option_texts_of(p) AS said WHERE p.translations <> '{}'
ORDER BY p.id, said.language, said.key
ON CONFLICT DO NOTHING;

-- Those that products have ceased to say since that began. One that is taken away while this runs stays until its product is changed again.
DELETE FROM option_texts AS kept WHERE NOT EXISTS (
  SELECT FROM products p CROSS JOIN LATERAL option_texts_of(p) AS said
  WHERE p.id = kept.product_id AND said.language = kept.language AND said.key = kept.key
);
