import { isUnavailable } from '@cartwright/errors';
import type { Parts } from '../../parts.ts';
import type { ProductImport } from '../repository/imports.ts';
import { Refusal } from '../rules/failure.ts';
import { readableRecord } from '../rules/readable-record.ts';
import type { FileEntry, FileRecord } from '../rules/records.ts';
import { importPrice, importStock } from './import-level.ts';
import type { Imported } from './import-order.ts';
import { importProduct } from './import-product.ts';
import {
  assertHeld,
  failed,
  ImportLost,
  settle,
  tried,
  type HeldImport,
  type Result,
} from './settle-lines.ts';
import { within, type Within } from './within.ts';

/** What lines are worked with. */
export type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now' | 'logger'>;

/** What was done has to be undone: it was only to be tried. */
class DryRun extends Error {
  readonly result: Result;

  constructor(result: Result) {
    super('dry run');
    this.result = result;
  }
}

/**
 * Does what some lines tell, in one transaction with their report and the place that the import has reached: whoever dies has done both or
 * neither. What is refused, and what is only tried, is undone, and its report stored by itself. @throws ImportLost
 */
export async function workLine(
  dependencies: Dependencies,
  held: HeldImport,
  entry: FileEntry,
): Promise<void> {
  const { messaging, logger } = dependencies;
  try {
    await messaging.transact(async (tx, send) => {
      const now = await assertHeld(tx, held);
      const imported = await importRecord(within(dependencies, tx, send), held.row, entry.told);
      const result = { ...imported, messages: [] };
      if (held.row.isDryRun) throw new DryRun(result);
      await settle(tx, { held, now }, [{ entry, result }]);
    });
  } catch (error) {
    if (error instanceof ImportLost || isUnavailable(error)) throw error;
    const result = resultOf(error);
    if (result === undefined)
      logger.error({ err: error, importId: held.row.id, line: entry.line }, 'a line of an import failed');
    await messaging.transact(async (tx) => {
      const now = await assertHeld(tx, held);
      const told = result ?? failed('Something went wrong here. The log says more.');
      await settle(tx, { held, now }, [{ entry, result: told }]);
    });
  }
}

function resultOf(error: unknown): Result | undefined {
  if (error instanceof DryRun) return tried(error.result);
  return error instanceof Refusal ? failed(...error.messages) : undefined;
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
