import { readReason, recordStaffAction } from '@cartwright/audit';
import type { InvalidInput } from '@cartwright/input';
import { cancelImport as endImport, type ImportEnding } from '@cartwright/transfer';
import type { Parts } from '../../parts.ts';
import type { Tables } from '../../tables.ts';
import { books, type ProductImport } from '../repository/imports.ts';

/** An import that is to end. */
export interface CancelImport {
  readonly staffId: string;
  readonly id: string;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type CancelImportOutcome = ImportEnding<ProductImport> | InvalidInput;

/** Ends an import behind the line that is being worked, with an entry in the audit trail; what was done stays. */
export async function cancelImport(
  { messaging, now }: Pick<Parts, 'messaging' | 'now'>,
  { staffId, id, reason }: CancelImport,
): Promise<CancelImportOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  const action = { staffId, operation: 'productImportCancel', target: id, ...why.value };
  return endImport<Tables, ProductImport>(
    {
      ...{ messaging, now, book: books.imports },
      record: (recording, states, at) =>
        recordStaffAction('products', recording, { ...action, ...states, at }),
    },
    id,
  );
}
