-- Bundles that were ordered, which stay for their orders: these hold parts alone. A row outlives its bundle's parts.
CREATE TABLE ordered_bundles (
  bundle_id uuid PRIMARY KEY
);
