import type { VariantChange } from '@cartwright/carts';
import {
  isOfferOver,
  type FlashOffer,
  type OfferClaim,
  type Reservation,
  type ReservationStatus,
  type StockStore,
} from '@cartwright/products';
import type { Table } from '../../database/table.ts';
import { ConstraintViolation, type MemoryTransaction } from '../../database/transaction.ts';
import type { StockRecord } from './stock-record.ts';

/** The tables that flash offers are in. */
export interface OfferTables {
  readonly stock: Table<StockRecord>;
  readonly offers: Table<FlashOffer>;
  /** What each order took of offers. */
  readonly claims: Table<readonly OfferClaim[]>;
  /** What was announced of the variants that offers are of. */
  readonly variants: Table<VariantChange>;
  /** What they cost before their offers began. */
  readonly regular: ReadonlyMap<string, VariantChange['prices']>;
}

type StoredOffers = Pick<
  StockStore,
  'openOffers' | 'claimOffers' | 'openQueues' | 'useAdmissions' | 'noteBundles'
>;

/** What prisma/products keeps for so long after the end of an offer: orders that were shown its price are on their way. */
const lateMs = 3_600_000;

/** The flash offers of a transaction, in memory. Nobody queues for them, and nobody deletes variants. */
export function memoryOffers(tx: MemoryTransaction, tables: OfferTables, now: () => Date): StoredOffers {
  return {
    noteBundles: () => Promise.resolve(),
    openQueues: () => Promise.resolve([]),
    useAdmissions: () => Promise.resolve(),
    openOffers: async (variantIds, buyers) => {
      await tx.statement();
      const open = offersOf(tx, tables, variantIds).filter((offer) => isOpen(tx, tables, offer, now()));
      const offers = open.sort(byEnd).map((offer) => ({
        ...offer,
        isRunning: isRunning(offer, now()),
        left: offer.budget - offer.reserved - offer.sold,
      }));
      await tx.statement();
      return { offers, taken: takenBy(tx, tables, new Set(buyers)) };
    },
    claimOffers: async (claims) => {
      await tx.statement();
      for (const [orderId, own] of Map.groupBy(claims, (claim) => claim.orderId)) {
        await tx.put(tables.claims, orderId, own);
        for (const { offerId, quantity } of own)
          await count(tx, tables, { offerId, reserved: quantity, sold: 0 });
      }
    },
  };
}

function offersOf(
  tx: MemoryTransaction,
  { offers }: OfferTables,
  variantIds: readonly string[],
): FlashOffer[] {
  return [...offers.committed.keys()].flatMap((id) => {
    const offer = tx.get(offers, id);
    return offer !== undefined && variantIds.includes(offer.variantId) ? [offer] : [];
  });
}

/** Whether there is or was an offer of a variant. */
export function hasOffers({ offers }: OfferTables, variantId: string): boolean {
  for (const offer of offers.committed.values()) if (offer.variantId === variantId) return true;
  return false;
}

function isRunning({ startsAt, endsAt, endedAt }: FlashOffer, now: Date): boolean {
  return endedAt === null && startsAt <= now && endsAt >= now;
}

function isOpen(tx: MemoryTransaction, tables: OfferTables, offer: FlashOffer, now: Date): boolean {
  const { variantId, currency, amountMinor, startsAt, endsAt, endedAt } = offer;
  const from = now.getTime() - lateMs;
  if (startsAt > now || endsAt.getTime() <= from) return false;
  if (endedAt === null) return true;
  const prices = tx.get(tables.variants, variantId)?.prices ?? [];
  const costsTheSame = prices.some((one) => one.currency === currency && one.amountMinor === amountMinor);
  return endedAt.getTime() > from && !costsTheSame;
}

/** What runs comes first, then what ended last. */
function byEnd(one: FlashOffer, other: FlashOffer): number {
  const [ended, otherEnded] = [one, other].map(({ endedAt }) => endedAt?.getTime() ?? Infinity);
  if (ended !== otherEnded) return (ended ?? 0) > (otherEnded ?? 0) ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

function takenBy(tx: MemoryTransaction, { claims }: OfferTables, buyers: ReadonlySet<string>) {
  return [...claims.committed.keys()]
    .flatMap((orderId) => tx.get(claims, orderId) ?? [])
    .flatMap(({ offerId, buyer, quantity }) =>
      buyer !== null && buyers.has(buyer) ? [{ offerId, buyer, quantity }] : [],
    );
}

/** The trigger of prisma/products that settles what orders hold of offers. */
export async function settleOffers(
  tx: MemoryTransaction,
  tables: OfferTables,
  { orderId, status: from }: Reservation,
  to: ReservationStatus,
): Promise<void> {
  const claims = tx.get(tables.claims, orderId) ?? [];
  for (const { offerId, quantity } of claims) {
    const reserved = from === 'reserved' ? -quantity : 0;
    const sold = to === 'committed' ? quantity : from === 'committed' ? -quantity : 0;
    await count(tx, tables, { offerId, reserved, sold });
  }
  if (claims.length > 0 && (to === 'released' || to === 'expired')) await tx.put(tables.claims, orderId, []);
}

interface Count {
  readonly offerId: string;
  readonly reserved: number;
  readonly sold: number;
}

async function count(
  tx: MemoryTransaction,
  { offers }: OfferTables,
  { offerId, reserved, sold }: Count,
): Promise<void> {
  const before = await tx.lock(offers, offerId);
  if (before === undefined) return;
  const after = { ...before, reserved: before.reserved + reserved, sold: before.sold + sold };
  if (after.reserved + after.sold > after.budget || Math.min(after.reserved, after.sold) < 0)
    throw new ConstraintViolation('23514', `a check of flash offers: ${after.reserved} and ${after.sold}`);
  tx.write(offers, offerId, after);
}

/** What `flashOfferCreate` does with an offer that begins at once. @returns what is to be announced; undefined where it cannot begin */
export async function beginOffer(
  tx: MemoryTransaction,
  tables: OfferTables,
  offer: FlashOffer,
): Promise<VariantChange | undefined> {
  await tx.statement();
  const { id, variantId, currency, amountMinor } = offer;
  await tx.lock(tables.stock, variantId);
  const isTaken = offersOf(tx, tables, [variantId]).some(({ endedAt }) => endedAt === null);
  if (isTaken) return undefined;
  await tx.put(tables.offers, id, offer);
  const prices = tables.regular.get(variantId) ?? [];
  return changePrices(
    tx,
    tables,
    variantId,
    prices.map((price) => (price.currency === currency ? { ...price, amountMinor } : price)),
  );
}

/** What the loop of products does that ends offers. @returns what is to be announced */
export async function endOffer(
  tx: MemoryTransaction,
  tables: OfferTables,
  id: string,
  now: Date,
): Promise<VariantChange | undefined> {
  await tx.statement();
  const { variantId } = tx.get(tables.offers, id) ?? { variantId: '' };
  await tx.lock(tables.stock, variantId);
  const offer = await tx.lock(tables.offers, id);
  if (offer === undefined || offer.endedAt !== null || !isOfferOver(offer, true, now)) return undefined;
  tx.write(tables.offers, id, { ...offer, endedAt: offer.endsAt < now ? offer.endsAt : now });
  return changePrices(tx, tables, variantId, tables.regular.get(variantId) ?? []);
}

async function changePrices(
  tx: MemoryTransaction,
  { variants }: OfferTables,
  variantId: string,
  prices: VariantChange['prices'],
): Promise<VariantChange | undefined> {
  const before = await tx.lock(variants, variantId);
  if (before === undefined) return undefined;
  const after = { ...before, version: before.version + 1, prices };
  tx.write(variants, variantId, after);
  return after;
}
