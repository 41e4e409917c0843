import { instantPage, type Connection, type InstantPageArguments } from '@cartwright/graph';
import type { Parts } from '../../parts.ts';
import { countByStatus, listByStatus, type ListedByStatus } from '../repository.ts';
import type { ProductStatus } from '../rules/product-status.ts';

/** A page of the products of a status, the newest first. @throws BAD_USER_INPUT for a bad size or cursor */
export function readProductsByStatus(
  { database: { statements } }: Pick<Parts, 'database'>,
  status: ProductStatus,
  page: InstantPageArguments,
): Promise<Connection<ListedByStatus>> {
  return instantPage(page, {
    identity: ['products by status', status],
    list: (slice) => listByStatus(statements, status, slice),
    count: () => countByStatus(statements, status),
    instantOf: ({ createdAt }) => createdAt,
  });
}
