import { workAlone } from '@cartwright/transfer';
import type { Parts } from '../../parts.ts';
import { books } from '../repository/imports.ts';
import { readableRecord } from '../rules/readable-record.ts';
import type { FileEntry } from '../rules/records.ts';
import { importLevels } from './import-levels.ts';
import type { ImportOrder } from './import-order.ts';
import { importPictures, type Dependencies as Picturing } from './import-pictures.ts';
import { importProduct } from './import-product.ts';
import { failed, settle, tried, type HeldImport, type Result, type SettledEntry } from './settle-lines.ts';
import { within, type Within } from './within.ts';

/** What lines are worked with. */
export type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now' | 'logger'> & Picturing;

/** Does what some lines tell, in one transaction with their report and the place that the import has reached. @throws ImportLost */
export function workLine(dependencies: Dependencies, held: HeldImport, entry: FileEntry): Promise<void> {
  return workAlone(dependencies, {
    ...{ book: books.imports, held, line: entry.line, failed, tried },
    write: async (tx, send): Promise<Result> => {
      const settled = await importEntry(within(dependencies, tx, send), held.row, entry);
      const [pictured] = await importPictures(dependencies, tx, held.row, settled);
      if (pictured === undefined) throw new Error('A line was neither done nor refused');
      return pictured.result;
    },
    settle: (tx, now, result) => settle(tx, { held, now }, [{ entry, result }]),
  });
}

async function importEntry(held: Within, order: ImportOrder, entry: FileEntry): Promise<SettledEntry[]> {
  const one = readableRecord(entry.told);
  if (one.kind !== 'PRODUCTS') return importLevels(held, order, [entry]);
  const imported = await importProduct(held, order, one.record);
  return [{ entry, result: { ...imported, messages: [] } }];
}
