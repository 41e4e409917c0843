import { instantPage, isId, type Connection, type InstantPageArguments } from '@cartwright/graph';
import type { Parts } from '../../parts.ts';
import {
  countLowStock,
  findVariantStock,
  listLowStock,
  type LowStock,
  type VariantStock,
} from '../repository/policies.ts';

type Dependencies = Pick<Parts, 'database'>;

/** All that staff see of a variant's stock; null when there is no such variant. */
export async function readVariantStock(
  { database: { statements } }: Dependencies,
  variantId: string,
): Promise<VariantStock | null> {
  return isId(variantId) ? ((await findVariantStock(statements, variantId)) ?? null) : null;
}

/** A page of the variants of which few are left. @throws BAD_USER_INPUT for a bad size or cursor */
export function readLowStock(
  { database: { statements } }: Dependencies,
  page: InstantPageArguments,
): Promise<Connection<LowStock>> {
  return instantPage(page, {
    identity: ['low stock'],
    list: (slice) => listLowStock(statements, slice),
    count: () => countLowStock(statements),
    instantOf: ({ since }) => since,
  });
}
