import { isDeepStrictEqual } from 'node:util';
import { readReason } from '@cartwright/audit';
import type { InvalidInput } from '@cartwright/input';
import { lockUse, saveLocation, type StockLocation } from '../repository/locations.ts';
import { readLocation, type LocationInput } from '../rules/location-input.ts';
import {
  changeLocation,
  isNameTaken,
  recordLocationChange,
  type Dependencies,
  type HeldLocations,
  type LocationChanged,
  type LocationInUse,
  type LocationNotFound,
  type NameTaken,
} from './change-locations.ts';

/** Which location, and which version of it was read. */
export interface ReadVersion {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
}

/** What is to be different about a location. */
export type UpdateLocation = ReadVersion & LocationInput;

/** A location that is to be archived. */
export interface ArchiveLocation extends ReadVersion {
  readonly reason?: string | null | undefined;
}

/** What came of archiving. */
export type ArchiveLocationOutcome =
  | { readonly kind: 'changed'; readonly location: StockLocation }
  | LocationNotFound
  | LocationChanged
  | LocationInUse
  | InvalidInput;

/** What came of a change. */
export type UpdateLocationOutcome = ArchiveLocationOutcome | NameTaken;

/** Changes a location, with its entry in the audit trail; where it is so already, nothing changes. */
export async function updateLocation(
  dependencies: Dependencies,
  { staffId, id, version, ...input }: UpdateLocation,
): Promise<UpdateLocationOutcome> {
  return changeLocation<UpdateLocationOutcome>(dependencies, { id, version }, async (held, before) => {
    const read = readLocation(before, input);
    if (read.kind === 'invalid-input') return read;
    const { facts, reason } = read.value;
    const wanted = { ...before, ...facts };
    if (isDeepStrictEqual(before, wanted)) return { kind: 'changed', location: before };
    if (isNameTaken(held, wanted)) return { kind: 'name-taken', name: wanted.name };
    if (before.active && !wanted.active) {
      const inUse = await useOf(held, before);
      if (inUse !== undefined) return inUse;
    }
    const after = { ...wanted, version: version + 1 };
    await saveLocation(held.tx, after);
    const action = { staffId, operation: 'stockLocationUpdate', reason };
    await recordLocationChange(dependencies, held, { ...action, before, after });
    return { kind: 'changed', location: after };
  });
}

/** Archives a location at which nothing is, with its entry in the audit trail. */
export async function archiveLocation(
  dependencies: Dependencies,
  { staffId, id, version, reason }: ArchiveLocation,
): Promise<ArchiveLocationOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  return changeLocation<ArchiveLocationOutcome>(dependencies, { id, version }, async (held, before) => {
    const inUse = await useOf(held, before);
    if (inUse !== undefined) return inUse;
    const after = { ...before, active: false, archivedAt: dependencies.now(), version: version + 1 };
    await saveLocation(held.tx, after);
    const action = { staffId, operation: 'stockLocationArchive', ...why.value };
    await recordLocationChange(dependencies, held, { ...action, before, after });
    return { kind: 'changed', location: after };
  });
}

async function useOf({ tx }: HeldLocations, location: StockLocation): Promise<LocationInUse | undefined> {
  const inUse = { kind: 'location-in-use', onHand: 0, reserved: 0 } as const;
  if (location.isDefault) return { ...inUse, transfersInTransit: 0, inboundShipmentsOpen: 0 };
  const use = await lockUse(tx, location.id);
  const isUsed = use.onHand > 0 || use.transfersInTransit + use.inboundShipmentsOpen > 0;
  return isUsed ? { ...inUse, ...use } : undefined;
}
