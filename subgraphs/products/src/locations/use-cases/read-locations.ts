import { isId } from '@cartwright/graph';
import type { Parts } from '../../parts.ts';
import { findOrderStock, type AllocatedLine } from '../repository/levels.ts';
import { listLocations, type StockLocation } from '../repository/locations.ts';

type Dependencies = Pick<Parts, 'database'>;

/** The locations that are not archived. */
export function readLocations({ database: { statements } }: Dependencies): Promise<StockLocation[]> {
  return listLocations(statements);
}

/** From where the pieces of an order are taken. */
export async function readOrderStock(
  { database: { statements } }: Dependencies,
  orderId: string,
): Promise<AllocatedLine[]> {
  return isId(orderId) ? findOrderStock(statements, orderId) : [];
}
