import type { Transaction } from '@cartwright/database';
import { message, stockChanged } from '@cartwright/events';
import type { Send } from '@cartwright/messaging';
import { findDefaultLocation, findLevels, holdLocations, type StockLocation } from '../../locations/door.ts';
import type { Tables } from '../../tables.ts';
import type { LockedStock } from '../ports.ts';
import { nameMover, type StaffMovement } from '../repository/movements.ts';
import { lockStock } from '../repository/lock-stock.ts';
import { updateStock } from '../repository/stock.ts';

/** Pieces that come in at a location or go out there. */
export interface MoveLocated extends Pick<
  StaffMovement,
  'kind' | 'staffId' | 'reason' | 'inboundShipmentId'
> {
  /** One that `holdUsedLocation` gave. */
  readonly location: StockLocation;
  /** Each variant once; negative for pieces that go out. */
  readonly lines: readonly { readonly variantId: string; readonly delta: number }[];
}

/** Why nothing was moved. */
export type MoveRefusal =
  | { readonly kind: 'not-found'; readonly variantId: string }
  | { readonly kind: 'bundle'; readonly variantId: string }
  | { readonly kind: 'insufficient'; readonly variantId: string; readonly available: number };

/** A location that does not take or give anything. */
export type LocationRefusal =
  | { readonly kind: 'location-not-found'; readonly locationId: string }
  | { readonly kind: 'location-inactive'; readonly locationId: string };

/** What came of it, with what could be bought before. */
export type MoveOutcome = { readonly kind: 'moved'; readonly before: LockedStock } | MoveRefusal;

/** A location that stays in use until the transaction ends; null asks for the default one. Before stock is locked. */
export async function holdUsedLocation(
  tx: Transaction<Tables>,
  locationId: string | null,
): Promise<{ readonly kind: 'held'; readonly location: StockLocation } | LocationRefusal> {
  if (locationId === null) return { kind: 'held', location: await findDefaultLocation(tx) };
  const [location] = await holdLocations(tx, [locationId]);
  if (location === undefined || location.archivedAt !== null)
    return { kind: 'location-not-found', locationId };
  return location.active ? { kind: 'held', location } : { kind: 'location-inactive', locationId };
}

/**
 * Moves pieces of some variants in or out at a location, all or none, with their entries in the ledger, and announces what can be bought.
 * No more goes out than is there and nobody waits for; what is kept back from shoppers may.
 */
export async function moveLocated(
  { tx, send }: { readonly tx: Transaction<Tables>; readonly send: Send },
  { location, lines, ...movement }: MoveLocated,
): Promise<MoveOutcome> {
  const before = await lockStock(
    tx,
    lines.map(({ variantId }) => variantId),
  );
  const unknown = lines.find(({ variantId }) => !before.has(variantId));
  if (unknown !== undefined) return { kind: 'not-found', variantId: unknown.variantId };
  const bundle = lines.find(({ variantId }) => before.get(variantId)?.isBundle === true);
  if (bundle !== undefined) return { kind: 'bundle', variantId: bundle.variantId };
  const [short] = await findShort(tx, location, lines);
  if (short !== undefined) return short;
  await nameMover(tx, { ...movement, locationId: location.isDefault ? null : location.id });
  const updates = lines.map(({ variantId, delta }) => ({
    ...{ variantId, available: delta, reserved: 0, sold: 0, received: delta },
  }));
  for (const change of await updateStock(tx, updates, before)) send(message(stockChanged, change));
  return { kind: 'moved', before };
}

/** Those of some lines with which more would go out at a location than is there and nobody waits for. Once stock is locked. */
export async function findShort(
  tx: Transaction<Tables>,
  location: StockLocation,
  lines: MoveLocated['lines'],
): Promise<Extract<MoveRefusal, { readonly kind: 'insufficient' }>[]> {
  const going = lines.filter(({ delta }) => delta < 0);
  if (going.length === 0) return [];
  const ids = going.map(({ variantId }) => variantId);
  const levels = Map.groupBy(await findLevels(tx, ids), ({ variantId }) => variantId);
  return going.flatMap(({ variantId, delta }) => {
    const of = levels.get(variantId) ?? [];
    const everywhere = of.reduce((sum, { onHand, reserved }) => sum + onHand - reserved, 0);
    const here = of.find(({ locationId }) => locationId === location.id);
    const available = Math.max(0, Math.min(everywhere, (here?.onHand ?? 0) - (here?.reserved ?? 0)));
    return available + delta < 0 ? [{ kind: 'insufficient', variantId, available }] : [];
  });
}
