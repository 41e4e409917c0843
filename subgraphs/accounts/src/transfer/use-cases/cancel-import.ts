import { cancelImport as endImport, type ImportEnding } from '@cartwright/transfer';
import type { Tables } from '../../generated/tables.ts';
import type { Parts } from '../../parts.ts';
import { recordAction, type Actor } from '../../roles/door.ts';
import { books, deletePieces, type CustomerImport } from '../repository/imports.ts';

/** Ends an import behind the line that is being worked, with an entry in the audit trail; what was done stays, and the file goes. */
export function cancelImport(
  { messaging, now }: Pick<Parts, 'messaging' | 'now'>,
  { by, id }: { readonly by: Actor; readonly id: string },
): Promise<ImportEnding<CustomerImport>> {
  const action = { by, operation: 'customerImportCancel', target: id };
  return endImport<Tables, CustomerImport>(
    {
      ...{ messaging, now, book: books.imports },
      record: async (recording, states) => {
        await deletePieces(recording.tx, id);
        await recordAction({ now }, recording, { ...action, ...states });
      },
    },
    id,
  );
}
