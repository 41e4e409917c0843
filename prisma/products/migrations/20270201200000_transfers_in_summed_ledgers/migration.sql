-- What opens a ledger says how many of its pieces transfers have sent, less those that arrived, were lost or came back: what was sent may be summed up
-- long before it arrives.
ALTER TABLE stock_movements ADD COLUMN in_transit integer NOT NULL DEFAULT 0;

-- Of what was summed up before, that was not kept: it is what transfers have on their way and no movement says.
UPDATE stock_movements AS opening SET in_transit = sent.in_transit - sent.moved
FROM (
  SELECT line.variant_id,
    sum(CASE t.status WHEN 'IN_TRANSIT' THEN line.quantity - line.received - line.lost - line.returned ELSE 0 END) AS in_transit,
    coalesce((
      SELECT -sum(m.available) FROM stock_movements AS m WHERE m.variant_id = line.variant_id AND m.kind = 'TRANSFERRED'
    ), 0) AS moved
  FROM stock_transfer_lines AS line JOIN stock_transfers AS t ON t.id = line.transfer_id GROUP BY line.variant_id
) AS sent
WHERE sent.in_transit <> sent.moved AND opening.id = (
  SELECT min(first.id) FROM stock_movements AS first WHERE first.variant_id = sent.variant_id AND first.kind = 'OPENING'
);
