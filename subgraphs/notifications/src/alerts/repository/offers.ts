import { type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import type { KeptWave } from '../rules/waves.ts';

/** What something costs in a currency, in minor units. */
export interface OfferPrice {
  readonly currency: string;
  readonly amountMinor: number;
}

/** A variant as alerts go by it. */
export type Offer = Readonly<Omit<Selectable<Tables['variantOffers']>, 'prices'>> & {
  readonly prices: readonly OfferPrice[];
};

/** What products announced of a variant. */
export interface AnnouncedVariant {
  readonly variantId: string;
  readonly version: number;
  readonly slug: string | null;
  readonly title: string;
  readonly variantTitle: string;
  readonly isForSale: boolean;
  readonly prices: readonly OfferPrice[];
}

/** What products announced of a variant's stock. */
export interface AnnouncedStock {
  readonly variantId: string;
  readonly version: number;
  readonly available: number;
}

/** Stores what a variant is now, unless something newer is stored; where its prices are others, those who wait are looked at. */
export async function saveVariant(
  tx: Transaction<Tables>,
  variant: AnnouncedVariant,
  now: Date,
): Promise<void> {
  const { variantId, version, slug, title, variantTitle, isForSale, prices } = variant;
  await sql`
    INSERT INTO variant_offers (variant_id, version, slug, title, variant_title, is_for_sale, prices)
    VALUES (${variantId}, ${version}, ${slug}, ${title}, ${variantTitle}, ${isForSale}, ${JSON.stringify(prices)}::jsonb)
    ON CONFLICT (variant_id) DO UPDATE SET
      version = excluded.version, slug = excluded.slug, title = excluded.title, variant_title = excluded.variant_title,
      is_for_sale = excluded.is_for_sale, prices = excluded.prices,
      due_at = CASE
        WHEN excluded.is_for_sale
          AND (NOT variant_offers.is_for_sale OR variant_offers.prices IS DISTINCT FROM excluded.prices)
        THEN least(variant_offers.due_at, ${now}::timestamptz)
        ELSE variant_offers.due_at END
    WHERE variant_offers.version < excluded.version
  `.execute(tx);
}

/**
 * Stores how many pieces there are of different variants, unless something newer is stored. Where there are some again, those who wait are
 * looked at; where there are none any more, nobody is.
 */
export async function saveStock(
  tx: Transaction<Tables>,
  stocks: readonly AnnouncedStock[],
  now: Date,
): Promise<void> {
  const listed = JSON.stringify(stocks);
  await sql`
    INSERT INTO variant_offers (variant_id, stock_version, available)
    SELECT "variantId", version, available
    FROM jsonb_to_recordset(${listed}::jsonb) AS new("variantId" uuid, version int, available int)
    ORDER BY "variantId"
    ON CONFLICT (variant_id) DO UPDATE SET
      stock_version = excluded.stock_version, available = excluded.available,
      due_at = CASE
        WHEN excluded.available = 0 THEN NULL
        WHEN coalesce(variant_offers.available, 0) = 0 THEN least(variant_offers.due_at, ${now}::timestamptz)
        ELSE variant_offers.due_at END
    WHERE variant_offers.stock_version < excluded.stock_version
  `.execute(tx);
}

/** A variant that is for sale, which nothing is announced of until the transaction ends. */
export async function holdOffer(tx: Transaction<Tables>, variantId: string): Promise<Offer | undefined> {
  const found = await tx
    .selectFrom('variantOffers')
    .selectAll()
    .where('variantId', '=', variantId)
    .where('isForSale', '=', true)
    .forShare()
    .executeTakeFirst();
  return found && asOffer(found);
}

/** Has nothing announced of a variant, and nobody told of it, until the transaction ends. */
export async function lockOffer(tx: Transaction<Tables>, variantId: string): Promise<void> {
  await tx
    .selectFrom('variantOffers')
    .select('variantId')
    .where('variantId', '=', variantId)
    .forNoKeyUpdate()
    .execute();
}

/** Has those who wait for a variant looked at. */
export async function makeDue(tx: Transaction<Tables>, variantId: string, now: Date): Promise<void> {
  await sql`
    UPDATE variant_offers SET due_at = least(due_at, ${now}::timestamptz) WHERE variant_id = ${variantId}
  `.execute(tx);
}

/** The variant whose waiting ones are due first, locked; undefined when there is none that no other process has. */
export async function lockDue(tx: Transaction<Tables>, now: Date): Promise<Offer | undefined> {
  const found = await tx
    .selectFrom('variantOffers')
    .selectAll()
    .where('dueAt', '<=', now)
    .orderBy('dueAt')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return found && asOffer(found);
}

/** Keeps how far telling those who wait for a variant is. */
export async function saveWave(
  tx: Transaction<Tables>,
  variantId: string,
  wave: Partial<KeptWave>,
): Promise<void> {
  await tx.updateTable('variantOffers').set(wave).where('variantId', '=', variantId).execute();
}

function asOffer(row: Selectable<Tables['variantOffers']>): Offer {
  return { ...row, prices: row.prices as OfferPrice[] };
}

/** Stores many variants of a catalogue that is new. */
export async function insertOffers(
  db: Statements<Tables>,
  offers: readonly (AnnouncedVariant & { readonly available: number })[],
): Promise<void> {
  if (offers.length === 0) return;
  const rows = offers.map(({ prices, ...offer }) => ({
    ...offer,
    prices: JSON.stringify(prices),
    stockVersion: 1,
  }));
  await db
    .insertInto('variantOffers')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const at = new Date(0);
const sampleId = '01990000-0000-7000-8000-000000000000';
const variant = { variantId: sampleId, version: 1, slug: null, title: '', variantTitle: '', isForSale: true };

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => saveVariant(tx, { ...variant, prices: [] }, at),
  (tx) => saveStock(tx, [], at),
  (tx) => holdOffer(tx, sampleId),
  (tx) => lockOffer(tx, sampleId),
  (tx) => makeDue(tx, sampleId, at),
  (tx) => lockDue(tx, at),
];
