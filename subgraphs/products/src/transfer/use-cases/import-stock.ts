import { tidyCode } from '@cartwright/input';
import { findDefaultLocation, findLevels, listLocations, type StockLocation } from '../../locations/door.ts';
import { adjustLocated, holdUsedLocation, lockMoves } from '../../stock/door.ts';
import { findVariantsOfSkus } from '../repository/known-products.ts';
import { messagesOf } from '../rules/outcome-messages.ts';
import type { StockRecord } from '../rules/records.ts';
import { roundsOf } from '../rules/rounds.ts';
import { missingPieces } from '../rules/missing-pieces.ts';
import type { ImportOrder } from './import-order.ts';
import { failed, type Result } from './settle-lines.ts';
import type { Within } from './within.ts';

/** How many pieces a variant is to have at a location that no order holds. */
interface Level {
  /** Which of the records says so, from 0. */
  readonly at: number;
  readonly variantId: string;
  readonly productId: string;
  readonly location: StockLocation;
  readonly available: number;
}

/**
 * Has so many pieces of variants of some SKUs be at locations that no order holds, whatever there were; those that can be so. Pieces at other locations, and
 * those on their way from one to another, stay what they are. @returns what came of each record, in their order: as if it had been alone behind those before it
 */
export async function importStock(
  held: Within,
  order: ImportOrder,
  records: readonly StockRecord[],
): Promise<Result[]> {
  const { levels, refused } = await holdLevels(held, records);
  const results = new Map(refused);
  for (const round of roundsOf(levels, ({ variantId }) => variantId))
    for (const [at, result] of await importRound(held, order, round)) results.set(at, result);
  return records.map((_, at) => {
    const result = results.get(at);
    if (result === undefined) throw new Error('Stock was neither set nor refused');
    return result;
  });
}

interface HeldLevels {
  readonly levels: readonly Level[];
  /** By the places of the records. */
  readonly refused: ReadonlyMap<number, Result>;
}

/** What records say, once nobody else can move the stock that they are about. */
async function holdLevels(held: Within, records: readonly StockRecord[]): Promise<HeldLevels> {
  const { tx } = held;
  const skus = records.map(({ sku }) => tidyCode(sku));
  const variants = await findVariantsOfSkus(tx, skus);
  const locations = await holdNamed(held, records); // before stock is locked
  const stock = await lockMoves(
    tx,
    [...variants.values()].map(({ id }) => id),
  );
  const levels: Level[] = [];
  const refused = new Map<number, Result>();
  for (const [at, { location: name, available }] of records.entries()) {
    const variant = variants.get(skus[at] ?? '');
    const location = locations.get(nameOf(name));
    const kept = stock.get(variant?.id ?? '');
    if (variant === undefined) refused.set(at, failed('No variant has this SKU.'));
    else if (location === undefined) refused.set(at, failed('No location has this name.'));
    else if ('refusals' in location) refused.set(at, failed(...location.refusals));
    else if (kept === undefined) refused.set(at, failed('No stock is kept of this variant.'));
    else if (kept.isBundle)
      refused.set(at, failed('This variant is a bundle: its stock is that of its parts.'));
    else levels.push({ at, variantId: variant.id, productId: variant.productId, location, available });
  }
  return { levels, refused };
}

type NamedLocation = StockLocation | { readonly refusals: readonly string[] };

/** The locations that records name, which stay in use until the transaction ends, in the order of their ids. */
async function holdNamed(
  { tx }: Within,
  records: readonly StockRecord[],
): Promise<ReadonlyMap<string, NamedLocation>> {
  const names = new Set(records.map(({ location }) => nameOf(location)));
  const found = new Map<string, NamedLocation>();
  if (names.delete('')) found.set('', await findDefaultLocation(tx));
  if (names.size === 0) return found;
  const named = (await listLocations(tx)).filter(({ name }) => names.has(nameOf(name)));
  for (const { id, name } of named.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
    const outcome = await holdUsedLocation(tx, id);
    const key = nameOf(name);
    found.set(key, outcome.kind === 'held' ? outcome.location : { refusals: messagesOf(outcome) });
  }
  return found;
}

/** In any case; empty for the default location. */
function nameOf(name = ''): string {
  return name.trim().toLowerCase();
}

/** Sets stock of variants of which none is there twice. @returns what came of it, by the places of the records */
async function importRound(
  held: Within,
  { staffId, reason }: ImportOrder,
  round: readonly Level[],
): Promise<[number, Result][]> {
  const variantIds = round.map(({ variantId }) => variantId);
  const stored = Map.groupBy(await findLevels(held.tx, variantIds), ({ variantId }) => variantId);
  const all = round.map((level) => {
    return { ...level, delta: missingPieces(stored.get(level.variantId) ?? [], level) };
  });
  const moves = Map.groupBy(
    all.filter(({ delta }) => delta !== 0),
    ({ location }) => location.id,
  );
  const faults = new Map<number, Result>();
  for (const lines of moves.values()) {
    const [{ location } = { location: undefined }] = lines;
    if (location === undefined) continue;
    const outcomes = await adjustLocated(held, { staffId, reason, location, lines });
    for (const [index, outcome] of outcomes.entries())
      if (outcome.kind !== 'adjusted') faults.set(lines[index]?.at ?? 0, failed(...messagesOf(outcome)));
  }
  return all.map(({ at, productId, delta }) => {
    const outcome = delta === 0 ? 'UNCHANGED' : 'UPDATED';
    return [at, faults.get(at) ?? { outcome, productId, messages: [] }];
  });
}
