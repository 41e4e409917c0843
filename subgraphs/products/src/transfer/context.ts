import { bind } from '@cartwright/database';
import { importReads } from '@cartwright/transfer';
import type { Parts } from '../parts.ts';
import { books } from './repository/imports.ts';
import { cancelImport } from './use-cases/cancel-import.ts';
import { createExport } from './use-cases/create-export.ts';
import { createImport, type Dependencies } from './use-cases/create-import.ts';

/** What resolvers find at `context.transfer`. */
export type TransferContext = ReturnType<typeof transferContext>;

/** Makes the context of one operation. */
export function transferContext(parts: Parts, { storage, wake }: Pick<Dependencies, 'storage' | 'wake'>) {
  const { database, messaging, newId, now } = parts;
  return {
    ...bind(parts, { createExport, cancelImport, ...importReads(books, 'product imports') }),
    ...bind({ database, messaging, newId, now, storage, wake }, { createImport }),
  };
}
