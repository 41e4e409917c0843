-- Apart from the tables and triggers, so that products are bought all the while purchases are read.
INSERT INTO sales_changes (product_id) SELECT DISTINCT product_id FROM purchases;

-- Last, and with the products held: one that is taken from the shop meanwhile waits, and then takes its row away.
INSERT INTO product_sales (product_id, category_id)
SELECT id, category_id FROM (
  SELECT id, category_id FROM products WHERE status = 'PUBLISHED' ORDER BY id FOR SHARE
) AS shown
ON CONFLICT DO NOTHING;
