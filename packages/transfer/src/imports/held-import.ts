import type { Transaction } from '@cartwright/database';
import type { ImportBook } from './import-book.ts';
import type { ImportLineRow, ImportRow } from './import-row.ts';
import type { LineBook } from './line-book.ts';
import type { LineOutcome } from './import-status.ts';

/** An import that this process works on, as far as it has come. */
export interface HeldImport<Row extends ImportRow> {
  readonly row: Row;
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

/** The tables of a domain's imports. */
export interface ImportBooks<Tables, Row extends ImportRow, Line extends ImportLineRow> {
  readonly imports: ImportBook<Tables, Row>;
  readonly lines: LineBook<Tables, Line>;
}

/** Locks the import, and gives it as it is. @throws ImportLost */
export async function assertHeld<Tables, Row extends ImportRow>(
  tx: Transaction<Tables>,
  book: ImportBook<Tables, Row>,
  { row, leaseId, linesRead }: HeldImport<Row>,
): Promise<Row> {
  const now = await book.lock(tx, row.id);
  const isHeld = now?.status === 'RUNNING' && now.leaseId === leaseId && now.linesRead === linesRead;
  if (!isHeld) throw new ImportLost();
  return now;
}

/** Lines that follow one another, what came of them, and the last line of the file that they stand in. */
export interface Settled<Line extends ImportLineRow> {
  readonly lines: readonly Line[];
  readonly lastLine: number;
}

/** Stores what came of lines that follow one another, and that the import has reached the last of them. */
export async function settleLines<Tables, Row extends ImportRow, Line extends ImportLineRow>(
  tx: Transaction<Tables>,
  books: ImportBooks<Tables, Row, Line>,
  { held, now, lines, lastLine }: { readonly held: HeldImport<Row>; readonly now: Row } & Settled<Line>,
): Promise<void> {
  const count = (outcome: LineOutcome) => lines.filter((line) => line.outcome === outcome).length;
  await books.imports.save(tx, held.row.id, {
    created: now.created + count('CREATED'),
    updated: now.updated + count('UPDATED'),
    unchanged: now.unchanged + count('UNCHANGED'),
    failed: now.failed + count('FAILED'),
    linesRead: lastLine,
    leasedUntil: held.leasedUntil(),
    attempts: 0,
  });
  await books.lines.insert(tx, lines);
}
