import { OfferBook, type OfferLine, type OfferRefusal } from '../../flash-offers/door.ts';
import type { LockedLevel, Reservation, StockChange, StockStore } from '../ports.ts';
import { allocate, type Allocation, type Shortage, type WantedLine } from '../rules/allocate.ts';
import { sumMovements, type StockLine } from '../rules/stock-movement.ts';

/** What an order wants set aside. */
export interface ReserveRequest {
  readonly orderId: string;
  readonly lines: readonly (OfferLine & WantedLine)[];
  /** ISO 8601. */
  readonly expiresAt: string;
  /** Of the prices of its lines. */
  readonly currency?: string | undefined;
  /** The same for all orders of one buyer. */
  readonly buyer?: string | undefined;
}

/** What came of a request; a release that came first refuses without naming a line. */
export type ReserveOutcome =
  | { readonly kind: 'reserved'; readonly orderId: string; readonly expiresAt: string }
  | { readonly kind: 'refused'; readonly orderId: string; readonly shortages: readonly Shortage[] }
  | { readonly kind: 'offer-refused'; readonly orderId: string; readonly refusal: OfferRefusal };

/** The outcomes, aligned with the requests, and the stock changes to announce. */
export interface ReserveResult {
  readonly outcomes: readonly ReserveOutcome[];
  readonly stockChanges: readonly StockChange[];
}

/**
 * Sets stock aside for many orders in one transaction, first come first served, each whole or not at all. Locks
 * reservations before stock and each in the order of their ids, as everything does that moves stock.
 */
export async function reserveStock(
  stock: StockStore,
  requests: readonly ReserveRequest[],
): Promise<ReserveResult> {
  const claimed = await stock.claimReservations(
    requests.map(({ orderId, expiresAt }) => ({
      orderId,
      status: 'reserved',
      expiresAt: new Date(expiresAt),
    })),
    wantedBy(requests),
  );
  const fresh = requests.filter(({ orderId }) => claimed.has(orderId));
  const others = requests.map(({ orderId }) => orderId).filter((orderId) => !claimed.has(orderId));
  const existing = await stock.lockReservations(others);
  const { decided, stockChanges } = await allocateFresh(stock, fresh);
  const outcomes = requests.map((request) =>
    outcomeOf(request, decided.get(request.orderId), existing.get(request.orderId)),
  );
  return { outcomes, stockChanges };
}

/** What is to be locked: of bundles what they were ordered with, where that is known. */
function wantedBy(requests: readonly ReserveRequest[]): string[] {
  return requests.flatMap(({ lines }) =>
    lines.flatMap(({ variantId, parts = [{ variantId }] }) => parts.map((part) => part.variantId)),
  );
}

interface Decided {
  readonly decided: ReadonlyMap<string, Allocation>;
  readonly stockChanges: readonly StockChange[];
}

async function allocateFresh(stock: StockStore, fresh: readonly ReserveRequest[]): Promise<Decided> {
  if (fresh.length === 0) return { decided: new Map(), stockChanges: [] };
  const locked = await stock.lockStock(wantedBy(fresh));
  const book = await openBook(stock, fresh, locked);
  const bundles = partsOfBundles(locked);
  const allocations = allocate(
    new Map(Array.from(locked, ([variantId, { available }]) => [variantId, Math.max(0, available)])),
    fresh.map(({ lines }) => lines),
    {
      takeOffers: (index) => book?.take(fresh[index] as ReserveRequest),
      bundles,
    },
  );
  const decided = new Map(fresh.map(({ orderId }, index) => [orderId, allocations[index] as Allocation]));
  const holding = [...decided].flatMap(([orderId, allocation]) =>
    allocation.kind === 'allocated' ? [{ orderId, lines: allocation.lines }] : [],
  );
  const deltas = sumMovements(holding.map(({ lines }) => ({ move: 'reserve', lines })));
  const stockChanges = await stock.updateStock(deltas, locked);
  await stock.insertReservationLines(holding);
  await stock.noteBundles(bundlesIn(fresh, decided, bundles));
  if (book !== undefined && book.claims.length > 0) await stock.claimOffers(book.claims);
  if (book !== undefined && book.used.length > 0) await stock.useAdmissions(book.used);
  const refused = fresh.filter(({ orderId }) => decided.get(orderId)?.kind !== 'allocated');
  await stock.setReservationStatus(
    refused.map(({ orderId }) => orderId),
    'refused',
  );
  return { decided, stockChanges };
}

/** The bundles that orders got. */
function bundlesIn(
  fresh: readonly ReserveRequest[],
  decided: ReadonlyMap<string, Allocation>,
  bundles: ReadonlyMap<string, unknown>,
): string[] {
  const served = fresh.filter(({ orderId }) => decided.get(orderId)?.kind === 'allocated');
  const lines = served.flatMap((request) => request.lines);
  const found = lines.filter(({ variantId, parts }) => parts !== undefined || bundles.has(variantId));
  return [...new Set(found.map(({ variantId }) => variantId))];
}

/** What one piece of each wanted bundle takes of what is locked. */
function partsOfBundles(locked: ReadonlyMap<string, LockedLevel>): Map<string, StockLine[]> {
  const parts = new Map<string, StockLine[]>();
  for (const [variantId, { bundles }] of locked) {
    for (const { bundleId, quantity } of bundles)
      parts.set(bundleId, [...(parts.get(bundleId) ?? []), { variantId, quantity }]);
  }
  return parts;
}

/** What is left of the flash offers of what is wanted; undefined where none of it has or had any. */
async function openBook(
  stock: StockStore,
  fresh: readonly ReserveRequest[],
  locked: ReadonlyMap<string, LockedLevel>,
): Promise<OfferBook | undefined> {
  const variantIds = [...locked].flatMap(([id, { hasFlashOffers }]) => (hasFlashOffers ? [id] : []));
  if (variantIds.length === 0) return undefined;
  const buyers = new Set(fresh.flatMap(({ buyer }) => buyer ?? []));
  const { offers, taken } = await stock.openOffers(variantIds, [...buyers]);
  if (offers.length === 0) return undefined;
  const queued = offers.filter(({ isQueued }) => isQueued).map(({ id }) => id);
  return new OfferBook(offers, taken, queued.length === 0 ? [] : await stock.openQueues(queued, [...buyers]));
}

function outcomeOf(
  { orderId, expiresAt }: ReserveRequest,
  decided: Allocation | undefined,
  existing: Reservation | undefined,
): ReserveOutcome {
  if (decided?.kind === 'offer-refused') return { ...decided, orderId };
  if (decided?.kind === 'refused') return { kind: 'refused', orderId, shortages: decided.shortages };
  const holds = decided !== undefined || existing?.status === 'reserved' || existing?.status === 'committed';
  if (!holds) return { kind: 'refused', orderId, shortages: [] };
  return { kind: 'reserved', orderId, expiresAt: existing?.expiresAt?.toISOString() ?? expiresAt };
}
