import { productColumns, variantColumns } from './columns.ts';
import type { Transaction } from './database.ts';
import type { PriceRecord, ProductRecord, VariantRecord } from './records.ts';

/** A variant with all that other domains' copies of it hold. */
export interface PricedVariant {
  readonly product: ProductRecord;
  readonly variant: VariantRecord;
  readonly prices: PriceRecord[];
}

/** Locks the product of a variant, so that only one at a time works out its price range; null without such a variant. */
export async function lockProductOfVariant(
  tx: Transaction,
  variantId: string,
): Promise<ProductRecord | null> {
  const [product] = await tx.$queryRaw<ProductRecord[]>`
    SELECT ${productColumns} FROM products p
    WHERE p.id = (SELECT product_id FROM product_variants WHERE id = ${variantId}::uuid)
    FOR NO KEY UPDATE OF p`;
  return product ?? null;
}

/** Sets one price of a variant of a locked product, and what follows from it; the variant's version rises. */
export async function savePrice(
  tx: Transaction,
  product: ProductRecord,
  price: PriceRecord,
): Promise<PricedVariant> {
  const { variantId, currency, amountMinor, compareAtMinor } = price;
  await tx.variantPrice.upsert({
    where: { variantId_currency: { variantId, currency } },
    create: { variantId, currency, amountMinor, compareAtMinor },
    update: { amountMinor, compareAtMinor },
  });
  await tx.$executeRaw`
    INSERT INTO product_price_ranges (product_id, currency, min_minor, max_minor)
    SELECT v.product_id, price.currency, min(price.amount_minor), max(price.amount_minor)
    FROM product_variants v JOIN variant_prices price ON price.variant_id = v.id
    WHERE v.product_id = ${product.id}::uuid AND price.currency = ${currency}
    GROUP BY v.product_id, price.currency
    ON CONFLICT (product_id, currency) DO UPDATE
      SET min_minor = excluded.min_minor, max_minor = excluded.max_minor`;
  const [variant] = await tx.$queryRaw<VariantRecord[]>`
    UPDATE product_variants AS v SET version = v.version + 1
    WHERE v.id = ${variantId}::uuid RETURNING ${variantColumns}`;
  if (variant === undefined) throw new Error(`Variant ${variantId} vanished while its price was set`);
  const prices = await tx.variantPrice.findMany({ where: { variantId }, orderBy: { currency: 'asc' } });
  return { product, variant, prices };
}
