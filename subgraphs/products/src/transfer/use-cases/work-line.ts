import { workAlone } from '@cartwright/transfer';
import type { Parts } from '../../parts.ts';
import { books, type ProductImport } from '../repository/imports.ts';
import { readableRecord } from '../rules/readable-record.ts';
import type { FileEntry, FileRecord } from '../rules/records.ts';
import { importPrice, importStock } from './import-level.ts';
import type { Imported } from './import-order.ts';
import { importPictures, type Dependencies as Picturing } from './import-pictures.ts';
import { importProduct } from './import-product.ts';
import { failed, settle, tried, type HeldImport, type Result } from './settle-lines.ts';
import { within, type Within } from './within.ts';

/** What lines are worked with. */
export type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now' | 'logger'> & Picturing;

/** Does what some lines tell, in one transaction with their report and the place that the import has reached. @throws ImportLost */
export function workLine(dependencies: Dependencies, held: HeldImport, entry: FileEntry): Promise<void> {
  return workAlone(dependencies, {
    ...{ book: books.imports, held, line: entry.line, failed, tried },
    write: async (tx, send): Promise<Result> => {
      const imported = await importRecord(within(dependencies, tx, send), held.row, entry.told);
      const settled = { entry, result: { ...imported, messages: [] } };
      const [pictured] = await importPictures(dependencies, tx, held.row, [settled]);
      return pictured?.result ?? settled.result;
    },
    settle: (tx, now, result) => settle(tx, { held, now }, [{ entry, result }]),
  });
}

function importRecord(held: Within, order: ProductImport, told: FileRecord): Promise<Imported> {
  const one = readableRecord(told);
  switch (one.kind) {
    case 'PRODUCTS':
      return importProduct(held, order, one.record);
    case 'PRICES':
      return importPrice(held, order, one.record);
    case 'STOCK':
      return importStock(held, order, one.record);
  }
}
