import type { DataOf, stockChanged, variantChanged } from '@cartwright/events';
import type { Statements } from './statements.ts';

/** A variant as the catalogue tells of it. */
export type VariantNews = DataOf<typeof variantChanged>;

/** A variant's availability as the catalogue tells of it. */
export type StockNews = DataOf<typeof stockChanged>;

/** Carts' own copy of the catalogue; of each variant the newest version wins, in whatever order news come. */
export interface CatalogueCopy {
  readonly saveVariants: (news: readonly VariantNews[]) => Promise<void>;
  readonly saveStock: (news: readonly StockNews[]) => Promise<void>;
}

/** Keeps the copy through these statements. */
export function createCatalogueCopy(statements: Statements): CatalogueCopy {
  return {
    saveVariants: (news) => saveVariants(statements, newestOf(news)),
    saveStock: async (news) => {
      await statements.$executeRaw`
        INSERT INTO variant_stock (variant_id, version, available)
        SELECT news."variantId", news.version, news.available
        FROM jsonb_to_recordset(${JSON.stringify(newestOf(news))}::jsonb)
          AS news("variantId" uuid, version int, available int)
        ON CONFLICT (variant_id) DO UPDATE SET version = excluded.version, available = excluded.available
        WHERE excluded.version > variant_stock.version`;
    },
  };
}

/** The newest of each variant, in the order of ids: all replicas then take row locks in one order. */
function newestOf<News extends { variantId: string; version: number }>(news: readonly News[]): News[] {
  const oldestFirst = news.toSorted((a, b) => a.version - b.version);
  const newest = new Map(oldestFirst.map((one) => [one.variantId, one]));
  return [...newest.values()].sort((a, b) => (a.variantId < b.variantId ? -1 : 1));
}

async function saveVariants(statements: Statements, news: readonly VariantNews[]): Promise<void> {
  await statements.$executeRaw`
    WITH news AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(news)}::jsonb) AS news(
        "variantId" uuid, "productId" uuid, version int, title text, "variantTitle" text, sku text,
        "weightGrams" int, "forSale" boolean, prices jsonb)
    ), newer AS (
      INSERT INTO variants
        (variant_id, product_id, version, title, variant_title, sku, weight_grams, for_sale)
      SELECT "variantId", "productId", version, title, "variantTitle", sku, "weightGrams", "forSale" FROM news
      ON CONFLICT (variant_id) DO UPDATE SET product_id = excluded.product_id, version = excluded.version,
        title = excluded.title, variant_title = excluded.variant_title, sku = excluded.sku,
        weight_grams = excluded.weight_grams, for_sale = excluded.for_sale
      WHERE excluded.version > variants.version
      RETURNING variant_id
    ), price AS MATERIALIZED (
      SELECT newer.variant_id, price.* FROM newer JOIN news ON news."variantId" = newer.variant_id
      CROSS JOIN jsonb_to_recordset(news.prices)
        AS price(currency text, "amountMinor" int, "compareAtMinor" int)
    ), priced AS (
      INSERT INTO variant_prices (variant_id, currency, amount_minor, compare_at_minor)
      SELECT variant_id, currency, "amountMinor", "compareAtMinor" FROM price
      ON CONFLICT (variant_id, currency)
        DO UPDATE SET amount_minor = excluded.amount_minor, compare_at_minor = excluded.compare_at_minor
    )
    DELETE FROM variant_prices old USING newer
    WHERE old.variant_id = newer.variant_id
      AND NOT EXISTS (
        SELECT FROM price WHERE price.variant_id = old.variant_id AND price.currency = old.currency)`;
}
