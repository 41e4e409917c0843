import { workImports as work, type ImportParts } from '@cartwright/transfer';
import { uploadKey, type MediaStorage } from '../../media/door.ts';
import type { Parts } from '../../parts.ts';
import type { Tables } from '../../tables.ts';
import { books } from '../repository/imports.ts';
import type { Dependencies as Picturing } from './import-pictures.ts';
import { readEntries } from './read-entries.ts';
import { LineQueue } from './line-queue.ts';

/** What imports are worked with. */
export interface Dependencies
  extends Omit<ImportParts<Tables>, 'messaging'>, Pick<Parts, 'messaging'>, Picturing {
  readonly storage: MediaStorage;
}

/** Takes an import and works its file from where it stands to its end. @returns whether there may be more */
export function workImports(dependencies: Dependencies): Promise<{ hasMore: boolean }> {
  const { storage } = dependencies;
  return work(dependencies, {
    book: books.imports,
    open: ({ uploadId }) => storage.read(uploadKey(uploadId)),
    read: readEntries,
    queue: (held) => new LineQueue(dependencies, held),
  });
}
