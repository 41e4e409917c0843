import { isUnavailable } from '@cartwright/errors';
import { isStorable } from '@cartwright/input';
import type { Transaction } from '@cartwright/database';
import type { Parts } from '../../parts.ts';
import type { Tables } from '../../tables.ts';
import { insertLine } from '../repository/import-lines.ts';
import { lockImport, saveImport, type ProductImport } from '../repository/imports.ts';
import { holdsCardAnywhere } from '../rules/card-anywhere.ts';
import { Refusal } from '../rules/failure.ts';
import type { LineOutcome } from '../rules/import-status.ts';
import type { FileEntry, FileRecord } from '../rules/records.ts';
import { storableText } from '../rules/storable-text.ts';
import { importPrice, importStock } from './import-level.ts';
import type { Imported } from './import-order.ts';
import { importProduct } from './import-product.ts';
import { within, type Within } from './within.ts';

/** What lines are worked with. */
export type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now' | 'logger'>;

/** An import that this process works on, as far as it has come. */
export interface HeldImport {
  readonly row: ProductImport;
  readonly leaseId: string;
  /** The last line that was worked. */
  readonly linesRead: number;
  /** Until when nobody else works on it. */
  readonly leasedUntil: () => Date;
}

/** The import is over, or another process works on it. */
export class ImportLost extends Error {
  override readonly name = 'ImportLost';
}

/** What was done has to be undone: it was only to be tried. */
class DryRun extends Error {
  readonly imported: Imported;

  constructor(imported: Imported) {
    super('dry run');
    this.imported = imported;
  }
}

interface Result {
  readonly outcome: LineOutcome;
  readonly productId: string | null;
  readonly messages: readonly string[];
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
      if (held.row.isDryRun) throw new DryRun(imported);
      await settle(tx, { held, entry, now }, { ...imported, messages: [] });
    });
  } catch (error) {
    if (error instanceof ImportLost || isUnavailable(error)) throw error;
    const result = resultOf(error);
    if (result === undefined)
      logger.error({ err: error, importId: held.row.id, line: entry.line }, 'a line of an import failed');
    await messaging.transact(async (tx) => {
      const now = await assertHeld(tx, held);
      await settle(
        tx,
        { held, entry, now },
        result ?? failed('Something went wrong here. The log says more.'),
      );
    });
  }
}

function resultOf(error: unknown): Result | undefined {
  if (error instanceof DryRun)
    return { ...error.imported, productId: productOf(error.imported), messages: [] };
  return error instanceof Refusal ? failed(...error.messages) : undefined;
}

/** What was made and undone is nowhere. */
function productOf({ outcome, productId }: Imported): string | null {
  return outcome === 'CREATED' ? null : productId;
}

function failed(...messages: readonly string[]): Result {
  return { outcome: 'FAILED', productId: null, messages };
}

function importRecord(held: Within, order: ProductImport, told: FileRecord): Promise<Imported> {
  if (told.kind === 'fault') throw new Refusal(...told.messages);
  if (!isStorable(subjectOf(told))) throw new Refusal('Please remove characters that are not text.');
  if (holdsCardAnywhere(told.record)) throw new Refusal('Please leave out the number of the payment card.');
  switch (told.kind) {
    case 'PRODUCTS':
      return importProduct(held, order, told.record);
    case 'PRICES':
      return importPrice(held, order, told.record);
    case 'STOCK':
      return importStock(held, order, told.record);
  }
}

/** Locks the import, and gives it as it is. */
async function assertHeld(
  tx: Transaction<Tables>,
  { row, leaseId, linesRead }: HeldImport,
): Promise<ProductImport> {
  const now = await lockImport(tx, row.id);
  const isHeld = now?.status === 'RUNNING' && now.leaseId === leaseId && now.linesRead === linesRead;
  if (!isHeld) throw new ImportLost();
  return now;
}

const counterOf = {
  CREATED: 'created',
  UPDATED: 'updated',
  UNCHANGED: 'unchanged',
  FAILED: 'failed',
} as const;

async function settle(
  tx: Transaction<Tables>,
  {
    held,
    entry: { line, lastLine, told },
    now,
  }: { readonly held: HeldImport; readonly entry: FileEntry; readonly now: ProductImport },
  { outcome, productId, messages }: Result,
): Promise<void> {
  const { id: importId } = held.row;
  const counter = counterOf[outcome];
  const count = { [counter]: now[counter] + 1 };
  await saveImport(tx, importId, {
    ...count,
    linesRead: lastLine,
    leasedUntil: held.leasedUntil(),
    attempts: 0,
  });
  const subject = storableText(subjectOf(told), 200);
  const report = messages.slice(0, 50).map((message) => storableText(message, 500));
  await insertLine(tx, { importId, line, outcome, subject, productId, messages: report });
}

function subjectOf(told: FileRecord): string {
  switch (told.kind) {
    case 'fault':
      return told.subject;
    case 'PRODUCTS':
      return told.record.slug;
    case 'PRICES':
    case 'STOCK':
      return told.record.sku;
  }
}
