import type { Client } from 'pg';

const columnsOf = {
  categories: 'id uuid, parent_id uuid, slug text, name text, description text, position int',
  reviewers: 'customer_id uuid, display_name text',
  products:
    'id uuid, slug text, name text, description text, brand text, category_id uuid, tags text[], options jsonb, ' +
    'option_values text[], keywords text, available_variants int, rating_sum int, rating_count int, created_at timestamptz',
  product_price_ranges: 'product_id uuid, currency text, min_minor int, max_minor int',
  images: 'id uuid, product_id uuid, key text, alt_text text, position int',
  product_variants:
    'id uuid, product_id uuid, sku text, title text, selected_options jsonb, weight_grams int, image_id uuid, position int',
  variant_prices: 'variant_id uuid, currency text, amount_minor int, compare_at_minor int',
  stock: 'variant_id uuid, available int, received int',
  reviews:
    'id uuid, product_id uuid, customer_id uuid, author_name text, rating int, title text, body text, created_at timestamptz',
} as const;

/** A table that the seed fills. */
export type SeededTable = keyof typeof columnsOf;

/** Inserts the rows that are not there yet, in one statement, and gives how many those were. */
export async function insertRows(
  client: Client,
  table: SeededTable,
  rows: readonly object[],
): Promise<number> {
  const columns = columnsOf[table].split(', ').map((column) => column.split(' ')[0]);
  const { rowCount } = await client.query(
    `INSERT INTO ${table} (${columns.join(', ')})
     SELECT ${columns.join(', ')} FROM jsonb_to_recordset($1::jsonb) AS row(${columnsOf[table]})
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  );
  return rowCount ?? 0;
}
