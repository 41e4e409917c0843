import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { cancelImport } from './use-cases/cancel-import.ts';
import { createExport } from './use-cases/create-export.ts';
import { createImport, type Dependencies } from './use-cases/create-import.ts';
import { followImport, readImport, readImports, readLines } from './use-cases/read-imports.ts';

/** What resolvers find at `context.transfer`. */
export type TransferContext = ReturnType<typeof transferContext>;

/** Makes the context of one operation. */
export function transferContext(parts: Parts, { storage, wake }: Pick<Dependencies, 'storage' | 'wake'>) {
  const { database, messaging, newId, now } = parts;
  return {
    ...bind(parts, { createExport, cancelImport, readImport, readImports, readLines, followImport }),
    ...bind({ database, messaging, newId, now, storage, wake }, { createImport }),
  };
}
