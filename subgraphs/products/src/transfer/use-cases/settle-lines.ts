import type { Transaction } from '@cartwright/database';
import type { Tables } from '../../tables.ts';
import { insertLines } from '../repository/import-lines.ts';
import { lockImport, saveImport, type ProductImport } from '../repository/imports.ts';
import type { LineOutcome } from '../rules/import-status.ts';
import type { FileEntry, FileRecord } from '../rules/records.ts';
import { storableText } from '../rules/storable-text.ts';

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

/** The same where it was only tried: what was made and undone is nowhere. */
export function tried(result: Result): Result {
  return result.outcome === 'CREATED' ? { ...result, productId: null } : result;
}

/** Locks the import, and gives it as it is. @throws ImportLost */
export async function assertHeld(
  tx: Transaction<Tables>,
  { row, leaseId, linesRead }: HeldImport,
): Promise<ProductImport> {
  const now = await lockImport(tx, row.id);
  const isHeld = now?.status === 'RUNNING' && now.leaseId === leaseId && now.linesRead === linesRead;
  if (!isHeld) throw new ImportLost();
  return now;
}

/** Stores what came of lines that follow one another, and that the import has reached the last of them. */
export async function settle(
  tx: Transaction<Tables>,
  { held, now }: { readonly held: HeldImport; readonly now: ProductImport },
  settled: readonly SettledEntry[],
): Promise<void> {
  const { id: importId } = held.row;
  const count = (outcome: LineOutcome) => settled.filter(({ result }) => result.outcome === outcome).length;
  await saveImport(tx, importId, {
    created: now.created + count('CREATED'),
    updated: now.updated + count('UPDATED'),
    unchanged: now.unchanged + count('UNCHANGED'),
    failed: now.failed + count('FAILED'),
    linesRead: settled.at(-1)?.entry.lastLine ?? now.linesRead,
    leasedUntil: held.leasedUntil(),
    attempts: 0,
  });
  await insertLines(
    tx,
    settled.map(({ entry: { line, told }, result: { outcome, productId, messages } }) => {
      const subject = storableText(subjectOf(told), 200);
      const report = messages.slice(0, 50).map((message) => storableText(message, 500));
      return { importId, line, outcome, subject, productId, messages: report };
    }),
  );
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
