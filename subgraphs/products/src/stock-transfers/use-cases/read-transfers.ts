import { instantPage, type Connection, type InstantPageArguments } from '@cartwright/graph';
import type { Parts } from '../../parts.ts';
import { countTransfers, listTransfers } from '../repository.ts';
import type { StockTransfer } from '../rules/stock-transfer.ts';

/** A page of the transfers, the latest first. @throws BAD_USER_INPUT for a bad size or cursor */
export function readTransfers(
  { database: { statements } }: Pick<Parts, 'database'>,
  page: InstantPageArguments,
): Promise<Connection<StockTransfer>> {
  return instantPage(page, {
    identity: ['stock transfers'],
    list: (slice) => listTransfers(statements, slice),
    count: () => countTransfers(statements),
    instantOf: ({ createdAt }) => createdAt,
  });
}
