-- What opens a ledger says how many of its pieces transfers have sent, less those that arrived, were lost or came back: what was sent may be summed up
-- long before it arrives.
ALTER TABLE stock_movements ADD COLUMN in_transit integer NOT NULL DEFAULT 0;
