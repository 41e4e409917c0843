-- concurrently
DROP INDEX CONCURRENTLY IF EXISTS stock_movements_opening_idx;
