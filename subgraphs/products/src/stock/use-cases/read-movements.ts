import { isId, readPage, toConnection, type Connection, type ConnectionArguments } from '@cartwright/graph';
import { z } from 'zod';
import type { Parts } from '../../parts.ts';
import { countMovements, listMovements } from '../repository/movements.ts';
import type { StockMovement } from '../rules/ledger.ts';

/** Which variant's ledger, and which page of it. */
export interface ReadMovements extends ConnectionArguments {
  readonly variantId: string;
}

/** A page of a variant's movements, the latest first. @throws BAD_USER_INPUT for a bad size or cursor */
export async function readMovements(
  { database: { statements } }: Pick<Parts, 'database'>,
  { variantId, ...args }: ReadMovements,
): Promise<Connection<StockMovement>> {
  const page = readPage(args, { identity: ['stock movements', variantId], key: z.int().nonnegative() });
  const { fetchSize: size, direction, cursor: after } = page;
  const isKnown = isId(variantId);
  return toConnection({
    page,
    rows: isKnown ? await listMovements(statements, variantId, { size, after, direction }) : [],
    keyOf: ({ id }) => id,
    totalCount: () => (isKnown ? countMovements(statements, variantId) : Promise.resolve(0)),
  });
}
