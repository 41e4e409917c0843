import type { StockLevel, StockLocation } from '../../locations/door.ts';

/**
 * How many pieces have to come in at a location, or to go out where it is less than 0, so that a variant has as many there as a file tells that no order holds.
 * While orders wait for pieces, none that come in anywhere are free before these have theirs: so the same file finds the next time what it says.
 */
export function missingPieces(
  levels: readonly Pick<StockLevel, 'locationId' | 'onHand' | 'reserved'>[],
  {
    location,
    available,
  }: { readonly location: Pick<StockLocation, 'id' | 'isDefault'>; readonly available: number },
): number {
  const free = new Map(levels.map(({ locationId, onHand, reserved }) => [locationId, onHand - reserved]));
  const more = available - (free.get(location.id) ?? 0);
  if (more <= 0 || location.isDefault) return more;
  return more + Math.max(0, -[...free.values()].reduce((sum, pieces) => sum + pieces, 0));
}
