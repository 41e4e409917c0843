import type { Transaction } from '@cartwright/database';
import {
  assertHeld as assertHeldImport,
  settleLines,
  storableText,
  type HeldImport as HeldRow,
  type LineOutcome,
} from '@cartwright/transfer';
import type { Tables } from '../../tables.ts';
import { books, type ImportLine, type ProductImport } from '../repository/imports.ts';
import { Refusal } from '../rules/failure.ts';
import type { FileEntry, FileRecord } from '../rules/records.ts';

export { ImportLost } from '@cartwright/transfer';

/** An import that this process works on, as far as it has come. */
export type HeldImport = HeldRow<ProductImport>;

/** What came of some lines. */
export interface Result {
  readonly outcome: LineOutcome;
  readonly productId: string | null;
  readonly messages: readonly string[];
}

/** Some lines, and what came of them. */
export interface SettledEntry {
  readonly entry: FileEntry;
  readonly result: Result;
}

/** Why lines could not be done. */
export function failed(...messages: readonly string[]): Result {
  return { outcome: 'FAILED', productId: null, messages };
}

/** What some work gives, or why it refuses its lines. */
export function unlessRefused<Done>(work: () => Done): Done | Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return failed(...error.messages);
    throw error;
  }
}

/** The same where it was only tried: what was made and undone is nowhere. */
export function tried(result: Result): Result {
  return result.outcome === 'CREATED' ? { ...result, productId: null } : result;
}

/** Locks the import, and gives it as it is. @throws ImportLost */
export function assertHeld(tx: Transaction<Tables>, held: HeldImport): Promise<ProductImport> {
  return assertHeldImport(tx, books.imports, held);
}

/** Stores what came of lines that follow one another, and that the import has reached the last of them. */
export function settle(
  tx: Transaction<Tables>,
  { held, now }: { readonly held: HeldImport; readonly now: ProductImport },
  settled: readonly SettledEntry[],
): Promise<void> {
  const lines = settled.map((one) => lineOf(held.row.id, one));
  const lastLine = settled.at(-1)?.entry.lastLine ?? now.linesRead;
  return settleLines(tx, books, { held, now, lines, lastLine });
}

function lineOf(
  importId: string,
  { entry: { line, told }, result: { outcome, productId, messages } }: SettledEntry,
): ImportLine {
  const subject = storableText(subjectOf(told), 200);
  const report = messages.slice(0, 50).map((message) => storableText(message, 500));
  return { importId, line, outcome, subject, productId, messages: report };
}

/** What lines of a file are about. */
export function subjectOf(told: FileRecord): string {
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
