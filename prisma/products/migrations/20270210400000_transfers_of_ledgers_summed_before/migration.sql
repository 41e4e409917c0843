-- Apart from the column, so that stock moves on meanwhile: nobody else writes to what opens a ledger while nothing is summed up.
SELECT pg_advisory_xact_lock(hashtextextended('movements of stock', 0));

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
