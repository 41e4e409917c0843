import { bind } from '@cartwright/database';
import { byKey, listByKey } from '@cartwright/graph';
import type { Parts } from '../parts.ts';
import { findLevels, findPickup } from './repository/levels.ts';
import { findDefaultLocation, findLocations, type StockLocation } from './repository/locations.ts';
import { createLocation } from './use-cases/create-location.ts';
import { readLocations, readOrderStock } from './use-cases/read-locations.ts';
import { archiveLocation, updateLocation } from './use-cases/update-location.ts';

/** What resolvers find at `context.locations`. */
export type LocationsContext = ReturnType<typeof locationsContext>;

/** Makes the context of one operation. */
export function locationsContext(parts: Parts) {
  const { statements } = parts.database;
  let home: Promise<StockLocation> | undefined;
  const location = byKey(
    (ids: readonly string[]) => findLocations(statements, ids),
    ({ id }) => id,
  );
  return {
    ...bind(parts, { createLocation, updateLocation, archiveLocation, readLocations, readOrderStock }),
    loaders: {
      levels: listByKey(
        (ids: readonly string[]) => findLevels(statements, ids),
        ({ variantId }) => variantId,
      ),
      pickup: listByKey(
        (ids: readonly string[]) => findPickup(statements, ids),
        ({ variantId }) => variantId,
      ),
    },
    /** A location by its id, archived ones too; the default one for null. */
    location: async (id: string | null): Promise<StockLocation> =>
      (id === null ? null : await location.load(id)) ?? (home ??= findDefaultLocation(statements)),
  };
}
