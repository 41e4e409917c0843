import { isOwn } from '@cartwright/identity';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { ReceiptRow } from '../graphql.ts';
import type { Parts } from '../parts.ts';
import type { ReceiptsContext } from './door.ts';
import { receiptLoaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';

/** Proof that orders are paid, numbered without gaps. */
export function receiptsRoom({ database }: Parts): Room<Tables> {
  return {
    resolvers,
    owns: { Receipt: ({ customerId }: ReceiptRow, viewer) => isOwn(viewer, customerId) },
    context: ({ viewer }): ReceiptsContext => ({
      receipts: { loaders: receiptLoaders(database.statements, viewer) },
    }),
  };
}
