import type { InvalidInput } from '@cartwright/input';
import { insertLocation, type StockLocation } from '../repository/locations.ts';
import { newLocation, readLocation, type LocationInput } from '../rules/location-input.ts';
import {
  changeLocations,
  isNameTaken,
  recordLocationChange,
  type Dependencies,
  type NameTaken,
} from './change-locations.ts';

/** All of them are looked at for each order of what is at several. */
const maxLocations = 50;

/** A location to be made. */
export interface CreateLocation extends LocationInput {
  readonly staffId: string;
}

/** What came of it. */
export type CreateLocationOutcome =
  | { readonly kind: 'created'; readonly location: StockLocation }
  | { readonly kind: 'too-many-locations'; readonly limit: number }
  | NameTaken
  | InvalidInput;

/** Makes a location, with its entry in the audit trail. */
export async function createLocation(
  dependencies: Dependencies,
  { staffId, ...input }: CreateLocation,
): Promise<CreateLocationOutcome> {
  const read = readLocation(newLocation, input);
  if (read.kind === 'invalid-input') return read;
  const { facts, reason } = read.value;
  return changeLocations<CreateLocationOutcome>(dependencies, async (held) => {
    if (held.locations.length >= maxLocations) return { kind: 'too-many-locations', limit: maxLocations };
    if (isNameTaken(held, { id: null, name: facts.name })) return { kind: 'name-taken', name: facts.name };
    const location = {
      ...facts,
      ...{ id: dependencies.newId(), isDefault: false, version: 1, archivedAt: null },
    };
    await insertLocation(held.tx, location, dependencies.now());
    const action = { staffId, operation: 'stockLocationCreate', reason };
    await recordLocationChange(dependencies, held, { ...action, before: null, after: location });
    return { kind: 'created', location };
  });
}
