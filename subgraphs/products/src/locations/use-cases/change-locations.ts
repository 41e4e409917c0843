import { recordStaffAction, type AuditedState } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import type { Send } from '@cartwright/messaging';
import type { Parts } from '../../parts.ts';
import type { Tables } from '../../tables.ts';
import { lockLocations, type LocationUse, type StockLocation } from '../repository/locations.ts';

/** What locations are made and changed with. */
export type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now'>;

/** The locations that are not archived, which nobody else changes until the transaction ends. */
export interface HeldLocations {
  readonly tx: Transaction<Tables>;
  readonly send: Send;
  readonly locations: readonly StockLocation[];
}

/** There is no location of that id, or it is archived. */
export interface LocationNotFound {
  readonly kind: 'location-not-found';
}

/** The location is no more as it was when it was read. */
export interface LocationChanged {
  readonly kind: 'location-changed';
  readonly location: StockLocation;
}

/** Another location has the name. */
export interface NameTaken {
  readonly kind: 'name-taken';
  readonly name: string;
}

/** Something is at the location, or it is the default one. */
export interface LocationInUse extends LocationUse {
  readonly kind: 'location-in-use';
}

/** A change, for the trail of what staff did. */
export interface LocationChange {
  readonly staffId: string;
  /** The name of the mutation. */
  readonly operation: string;
  readonly reason: string | null;
  readonly before: StockLocation | null;
  readonly after: StockLocation;
}

/** Changes locations in a transaction of its own, in which they are this change's alone. */
export function changeLocations<Outcome>(
  { messaging }: Dependencies,
  change: (held: HeldLocations) => Promise<Outcome>,
): Promise<Outcome> {
  return messaging.transact(async (tx, send) => change({ tx, send, locations: await lockLocations(tx) }));
}

/** Changes a location that is as whoever asks has read it. */
export async function changeLocation<Outcome>(
  dependencies: Dependencies,
  { id, version }: { readonly id: string; readonly version: number },
  change: (held: HeldLocations, before: StockLocation) => Promise<Outcome>,
): Promise<Outcome | LocationNotFound | LocationChanged> {
  if (!isId(id)) return { kind: 'location-not-found' };
  return changeLocations<Outcome | LocationNotFound | LocationChanged>(dependencies, async (held) => {
    const before = held.locations.find((location) => location.id === id.toLowerCase());
    if (before === undefined) return { kind: 'location-not-found' };
    if (before.version !== version) return { kind: 'location-changed', location: before };
    return change(held, before);
  });
}

/** Whether another location has a name already, in whichever case. */
export function isNameTaken(
  { locations }: HeldLocations,
  { id, name }: { readonly id: string | null; readonly name: string },
): boolean {
  return locations.some((one) => one.id !== id && one.name.toLowerCase() === name.toLowerCase());
}

/** Adds a change to the audit trail: last in its transaction. */
export async function recordLocationChange(
  { now }: Dependencies,
  { tx, send }: HeldLocations,
  { before, after, ...action }: LocationChange,
): Promise<void> {
  const states = { before: before === null ? null : stateOf(before), after: stateOf(after) };
  await recordStaffAction('products', { tx, send }, { ...action, ...states, target: after.id, at: now() });
}

function stateOf(location: StockLocation): AuditedState {
  const { name, address, priority, active, allowsPickup, version } = location;
  return {
    ...{ name, address, priority, active, allowsPickup, version },
    archivedAt: location.archivedAt?.toISOString() ?? null,
  };
}
