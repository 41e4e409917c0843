import type { Transaction } from '@cartwright/database';
import { isUnavailable } from '@cartwright/errors';
import type { Send } from '@cartwright/messaging';
import { lockTree } from '../../categories/door.ts';
import { holdProductTypes } from '../../product-types/door.ts';
import type { Tables } from '../../tables.ts';
import type { ProductImport } from '../repository/imports.ts';
import type { FileEntry } from '../rules/records.ts';
import { importLevels } from './import-levels.ts';
import { importPictures } from './import-pictures.ts';
import { EntryRefused, importProducts } from './import-products.ts';
import {
  assertHeld,
  failed,
  ImportLost,
  settle,
  tried,
  type HeldImport,
  type SettledEntry,
} from './settle-lines.ts';
import { within } from './within.ts';
import type { Dependencies } from './work-line.ts';

/** What was done has to be undone: it was only to be tried. */
class DryRun extends Error {
  readonly settled: readonly SettledEntry[];

  constructor(settled: readonly SettledEntry[]) {
    super('dry run');
    this.settled = settled;
  }
}

/**
 * Works entries in one transaction, with their reports and the place that the import has reached; where one is refused half way, those before
 * it, and its report. @returns how many lines are done; none where something unforeseen happened, and nothing was done
 */
export async function workBatch(
  dependencies: Dependencies,
  held: HeldImport,
  entries: readonly FileEntry[],
): Promise<number> {
  const { messaging, logger } = dependencies;
  try {
    return await messaging.transact(async (tx, send) => {
      const now = await assertHeld(tx, held);
      const settled = await importTogether(dependencies, { tx, send }, held.row, entries);
      if (settled.length === 0) return 0;
      if (held.row.isDryRun) throw new DryRun(settled);
      await settle(tx, { held, now }, settled);
      return settled.length;
    });
  } catch (error) {
    if (error instanceof ImportLost || isUnavailable(error)) throw error;
    if (error instanceof DryRun) return report(dependencies, held, error.settled);
    if (error instanceof EntryRefused) return workAround(dependencies, held, { entries, refused: error });
    logger.warn({ err: error, importId: held.row.id }, 'entries of an import are worked one by one');
    return 0;
  }
}

/** Reports lines of which nothing is to be done. */
async function report(
  { messaging }: Dependencies,
  held: HeldImport,
  settled: readonly SettledEntry[],
): Promise<number> {
  return messaging.transact(async (tx) => {
    const now = await assertHeld(tx, held);
    const told = settled.map(({ entry, result }) => ({ entry, result: tried(result) }));
    await settle(tx, { held, now }, told);
    return told.length;
  });
}

async function workAround(
  dependencies: Dependencies,
  held: HeldImport,
  { entries, refused }: { readonly entries: readonly FileEntry[]; readonly refused: EntryRefused },
): Promise<number> {
  const before = entries.slice(0, refused.at);
  const done = before.length === 0 ? 0 : await workBatch(dependencies, held, before);
  const entry = entries[refused.at];
  if (done < before.length || entry === undefined) return done;
  const linesRead = before.at(-1)?.lastLine ?? held.linesRead;
  const result = failed(...refused.messages);
  return done + (await report(dependencies, { ...held, linesRead }, [{ entry, result }]));
}

interface Writing {
  readonly tx: Transaction<Tables>;
  readonly send: Send;
}

/** Does what entries tell, up to the first that cannot be worked with those before it. @throws EntryRefused */
async function importTogether(
  dependencies: Dependencies,
  { tx, send }: Writing,
  row: ProductImport,
  entries: readonly FileEntry[],
): Promise<SettledEntry[]> {
  if (row.content !== 'PRODUCTS') return importLevels(within(dependencies, tx, send), row, entries);
  // In this order, as whoever else changes products does: product types, the tree of categories, products.
  await holdProductTypes(tx);
  const tree = await lockTree(tx);
  const settled = await importProducts(dependencies, { tx, send, tree }, row, entries);
  return importPictures(dependencies, tx, row, settled);
}
