import type { VariantChange } from '@cartwright/carts';
import {
  announcedAvailable,
  type FlashOffer,
  type InboundShipment,
  type OfferClaim,
  type Reservation,
  type StockChange,
  type StockLine,
  type StockStore,
  type StockUpdate,
} from '@cartwright/products';
import { transactionOf, type MemoryDatabase } from '../../database/database.ts';
import { DueIndex } from '../../database/due-index.ts';
import { Table } from '../../database/table.ts';
import { ConstraintViolation, type MemoryTransaction } from '../../database/transaction.ts';
import { enoughFor, indexParts, partsOfWanted, refreshBundles, type BundleRecord } from './memory-bundles.ts';
import { hasOffers, memoryOffers, settleOffers } from './memory-flash-offers.ts';
import { firstLedger, recordReserved, recordSettled, type Ledger } from './memory-ledger.ts';
import type { PriceListRecord } from './memory-price-lists.ts';
import type { StockRecord } from './stock-record.ts';

/** The tables of products that checkouts use. */
export class MemoryStock {
  readonly database: MemoryDatabase;
  readonly stock: Table<StockRecord>;
  readonly bundles: Table<BundleRecord>;
  readonly bundlesOf = new Map<string, Set<string>>();
  readonly ledgers: Table<Ledger>;
  readonly reservations: Table<Reservation>;
  readonly expiring: DueIndex<Reservation>;
  readonly shipments: Table<InboundShipment>;
  /** Of what staff have said has come: each counts once. */
  readonly deliveryKeys: Table<true>;
  readonly offers: Table<FlashOffer>;
  readonly claims: Table<readonly OfferClaim[]>;
  /** Offers that may have to end. */
  readonly ending: DueIndex<FlashOffer>;
  /** What was announced last of the variants that offers may be of, and what these cost without offers. */
  readonly variants: Table<VariantChange>;
  readonly regular = new Map<string, VariantChange['prices']>();
  readonly priceLists: Table<PriceListRecord>;

  constructor(database: MemoryDatabase) {
    this.database = database;
    this.stock = new Table();
    this.bundles = new Table();
    this.ledgers = new Table();
    this.reservations = new Table();
    this.shipments = new Table();
    this.deliveryKeys = new Table();
    this.offers = new Table();
    this.claims = new Table();
    this.ending = new DueIndex(this.offers, ({ endedAt, sold, budget, startsAt, endsAt }) => {
      if (endedAt !== null) return null;
      return sold < budget ? endsAt : startsAt;
    });
    this.variants = new Table();
    this.priceLists = new Table();
    this.expiring = new DueIndex(this.reservations, ({ status, expiresAt }) =>
      status === 'reserved' ? expiresAt : null,
    );
  }

  /** Sets the stock before the shop opens, and how many may be sold beyond it. */
  receive(variantId: string, pieces: number, backorderLimit = 0): void {
    const levels = { available: pieces + backorderLimit, reserved: 0, sold: 0, received: pieces };
    this.stock.apply(variantId, { variantId, ...levels, backorderLimit, version: 1 });
    this.ledgers.apply(variantId, firstLedger(pieces + backorderLimit));
  }

  /** Says what a variant is, before the shop opens. */
  describe(variant: VariantChange): void {
    this.variants.apply(variant.variantId, variant);
    this.regular.set(variant.variantId, variant.prices);
  }

  /** Puts a bundle of variants into the shop before it opens. */
  bundle(variantId: string, parts: readonly StockLine[]): void {
    indexParts(this, variantId, parts);
    this.bundles.apply(variantId, { version: 1, parts });
    const available = enoughFor((id) => this.stock.committed.get(id)?.available, parts);
    const nothing = { reserved: 0, sold: 0, received: 0, backorderLimit: 0 };
    this.stock.apply(variantId, { variantId, ...nothing, available, isBundle: true, version: 1 });
  }

  /** Has a supplier be to bring pieces before the shop opens. @returns the id of the shipment */
  expect(id: string, variantId: string, quantity: number): string {
    const lines = [{ variantId, quantity, received: 0, rejected: 0 }];
    const place = { locationId: 'home', reference: '', expectedAt: null, createdAt: new Date(0) };
    this.shipments.apply(id, { id, ...place, status: 'EXPECTED', version: 1, endedAt: null, lines });
    return id;
  }
}

/** The stock store of a transaction, in memory. */
// eslint-disable-next-line max-lines-per-function -- a list of short steps over one store
export function memoryStockWithin(tables: MemoryStock, now: () => Date): (tx: object) => StockStore {
  const { reservations, stock } = tables;
  return (transaction): StockStore => {
    const tx = transactionOf(transaction);
    return {
      ...memoryOffers(tx, tables, now),
      claimReservations: async (claims) => {
        await tx.statement();
        const claimed = new Set<string>();
        for (const { orderId, status, expiresAt } of claims.toSorted(byOrder)) {
          const row = { orderId, status, expiresAt, lines: [] };
          if (await tx.insert(reservations, orderId, row)) claimed.add(orderId);
        }
        return claimed;
      },
      lockReservations: async (orderIds) => {
        if (orderIds.length === 0) return new Map();
        await tx.statement();
        return new Map((await lockRows(tx, reservations, orderIds)).map((row) => [row.orderId, row]));
      },
      lockingReservations: () => undefined,
      lockExpiredReservations: async (now, limit) => {
        await tx.statement();
        const ids = tables.expiring.due(now, limit, (id) => tx.tryLock(reservations, id));
        return ids.flatMap((id) => tx.get(reservations, id) ?? []);
      },
      insertReservationLines: async (holdings) => {
        if (holdings.length === 0) return;
        await tx.statement();
        for (const { orderId, lines } of holdings) {
          await change(tx, reservations, orderId, { lines: sorted(lines) });
          await recordReserved(tx, tables, lines);
        }
      },
      setReservationStatus: async (orderIds, status) => {
        if (orderIds.length === 0) return;
        await tx.statement();
        for (const orderId of orderIds) {
          const before = await change(tx, reservations, orderId, { status });
          if (before === undefined) continue;
          await recordSettled(tx, tables, before, status);
          await settleOffers(tx, tables, before, status);
        }
      },
      lockStock: async (variantIds) => {
        await tx.statement();
        const shares = partsOfWanted(tx, tables, variantIds);
        const rows = await lockRows(tx, stock, [...shares.keys()]);
        const single = rows.filter(({ isBundle }) => isBundle !== true);
        return new Map(single.map((row) => lockedLevel(row, tables, shares)));
      },
      updateStock: async (updates) => {
        if (updates.length === 0) return [];
        await tx.statement();
        const changes: StockChange[] = [];
        for (const update of updates.toSorted(byVariant)) changes.push(...(await move(tx, stock, update)));
        const ids = updates.flatMap(({ variantId, available }) => (available === 0 ? [] : [variantId]));
        return [...changes, ...(await refreshBundles(tx, tables, ids))];
      },
    };
  };
}

function lockedLevel(
  { variantId, available, version }: StockRecord,
  tables: MemoryStock,
  shares: ReturnType<typeof partsOfWanted>,
) {
  const isPart = tables.bundlesOf.has(variantId);
  const hasFlashOffers = hasOffers(tables, variantId);
  const bundles = shares.get(variantId) ?? [];
  return [variantId, { available, version, hasFlashOffers, isPart, bundles }] as const;
}

async function lockRows<Row>(
  tx: MemoryTransaction,
  table: Table<Row>,
  keys: readonly string[],
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const key of keys.toSorted()) {
    if (tx.get(table, key) === undefined) continue;
    const row = await tx.lock(table, key);
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

/** Changes some columns of a row. @returns the row as it was */
async function change<Row>(
  tx: MemoryTransaction,
  table: Table<Row>,
  key: string,
  to: Partial<Row>,
): Promise<Row | undefined> {
  const row = await tx.lock(table, key);
  if (row !== undefined) tx.write(table, key, { ...row, ...to });
  return row;
}

/** Changes the levels of one variant by the given amounts, on its current row. */
async function move(
  tx: MemoryTransaction,
  stock: Table<StockRecord>,
  update: StockUpdate,
): Promise<StockChange[]> {
  const { variantId, received = 0 } = update;
  const before = await tx.lock(stock, variantId);
  if (before === undefined) return [];
  const available = before.available + update.available;
  const isAnnounced = announcedAvailable(available) !== announcedAvailable(before.available);
  const row = {
    ...before,
    available,
    reserved: before.reserved + update.reserved,
    sold: before.sold + update.sold,
    received: before.received + received,
    version: before.version + (isAnnounced ? 1 : 0),
  };
  checkStock(row);
  tx.write(stock, variantId, row);
  return isAnnounced ? [{ variantId, version: row.version, available: announcedAvailable(available) }] : [];
}

/** The constraints of prisma/products. */
function checkStock({ isBundle, available, reserved, sold, received, backorderLimit }: StockRecord): void {
  const isWhole = isBundle !== true && available + reserved + sold === received + backorderLimit;
  if (isWhole && Math.min(available, reserved, sold, received) >= 0) return;
  const levels = `${available} available, ${reserved} reserved, ${sold} sold of ${received}`;
  throw new ConstraintViolation('23514', `a check of stock: ${levels}`);
}

function byOrder(a: { orderId: string }, b: { orderId: string }): number {
  return a.orderId < b.orderId ? -1 : 1;
}

function byVariant(a: { variantId: string }, b: { variantId: string }): number {
  return a.variantId < b.variantId ? -1 : 1;
}

function sorted(lines: readonly StockLine[]): StockLine[] {
  return lines.toSorted(byVariant);
}
