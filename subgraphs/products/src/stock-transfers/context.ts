import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { cancelTransfer } from './use-cases/cancel-transfer.ts';
import { createTransfer } from './use-cases/create-transfer.ts';
import { readTransfers } from './use-cases/read-transfers.ts';
import { receiveTransfer } from './use-cases/receive-transfer.ts';

/** What resolvers find at `context.stockTransfers`. */
export type StockTransfersContext = ReturnType<typeof stockTransfersContext>;

/** Makes the context of one operation. */
export function stockTransfersContext(parts: Parts) {
  return bind(parts, { createTransfer, receiveTransfer, cancelTransfer, readTransfers });
}
