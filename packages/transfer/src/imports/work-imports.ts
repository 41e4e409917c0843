import type { Readable } from 'node:stream';
import type { Database, Transaction } from '@cartwright/database';
import { isUnavailable } from '@cartwright/errors';
import type { Messaging } from '@cartwright/messaging';
import type { Logger } from '@cartwright/process';
import { FileFault } from '../file-fault.ts';
import { ImportLost, type HeldImport } from './held-import.ts';
import type { ImportBook } from './import-book.ts';
import type { ImportRow } from './import-row.ts';
import { KeptLease } from './kept-lease.ts';
import { storableText } from './storable-text.ts';

/** What imports of every domain are worked with. */
export interface ImportParts<Tables> {
  readonly database: Pick<Database<Tables>, 'statements'>;
  readonly messaging: Pick<Messaging<Transaction<Tables>>, 'transact'>;
  readonly newId: () => string;
  readonly now: () => Date;
  readonly logger: Logger;
  /** Whether this process is to begin nothing more. */
  readonly isStopping: () => boolean;
}

/** Lines that are about one thing. */
export interface PlacedEntry {
  /** Where it begins and ends in the file, from 1. */
  readonly line: number;
  readonly lastLine: number;
}

/** What a file tells, one after the other, and which of its columns say nothing here. */
export interface FileEntries<Entry extends PlacedEntry> {
  readonly ignoredColumns: readonly string[];
  readonly entries: AsyncIterable<Entry>;
}

/** Takes entries in their order, and works them, by themselves or together. */
export interface EntryQueue<Entry extends PlacedEntry> {
  /** @throws ImportLost */
  readonly add: (entry: Entry) => Promise<void>;
  /** Works all that were taken. @throws ImportLost */
  readonly flush: () => Promise<void>;
  /** The last line that was worked. */
  readonly linesRead: number;
}

/** What a domain says of its imports. */
export interface ImportKind<Tables, Row extends ImportRow, Entry extends PlacedEntry> {
  readonly book: ImportBook<Tables, Row>;
  /** The bytes of its file; null where they are gone. */
  readonly open: (row: Row) => Promise<Readable | null>;
  /** @throws FileFault, here or while entries are read, where nothing behind can be understood */
  readonly read: (bytes: AsyncIterable<Uint8Array>, row: Row) => Promise<FileEntries<Entry>>;
  readonly queue: (held: HeldImport<Row>) => EntryQueue<Entry>;
  /** Done with an import whose file needs no more reading, in the transaction in which it ends. */
  readonly onEnd?: (tx: Transaction<Tables>, row: Row) => Promise<void>;
}

/** A process that has died loses its import to another one after so long. */
const leaseMs = 30_000;
/** So often without coming on a line: about half an hour with the pauses. */
const mostAttempts = 12;
const longestPauseMs = 300_000;
const givenUp =
  'Work has failed here again and again. Import the file once more: what was done is unchanged then.';
const keptMs = 30 * 24 * 60 * 60 * 1_000;

/** Takes an import and works its file from where it stands to its end. @returns whether there may be more */
export async function workImports<Tables, Row extends ImportRow, Entry extends PlacedEntry>(
  parts: ImportParts<Tables>,
  kind: ImportKind<Tables, Row, Entry>,
): Promise<{ hasMore: boolean }> {
  const { database, newId, now, isStopping } = parts;
  if (isStopping()) return { hasMore: false };
  await kind.book.forget(database.statements, behind(now(), -keptMs));
  const leaseId = newId();
  const leasedUntil = () => behind(now(), leaseMs);
  const row = await kind.book.claim(database.statements, {
    ...{ leaseId, now: now() },
    leasedUntil: leasedUntil(),
  });
  if (row === undefined) return { hasMore: false };
  let until: Date | null = null;
  try {
    if (row.attempts > mostAttempts) throw new FileFault(givenUp);
    await workFile(parts, kind, { row, leaseId, leasedUntil, linesRead: row.linesRead });
  } catch (error) {
    if (error instanceof ImportLost) return { hasMore: true };
    if (error instanceof FileFault) await finish(parts, kind, { row, leaseId, failure: error.message });
    else {
      until = behind(now(), pauseBehind(row.attempts));
      throw error;
    }
  } finally {
    await kind.book.release(database.statements, row.id, { leaseId, until }).catch(ignoreOutage);
  }
  return { hasMore: true };
}

/** What could not be worked is tried again later and later: meanwhile others have their turn. */
function pauseBehind(attempts: number): number {
  return Math.min(longestPauseMs, 1_000 * 2 ** attempts);
}

function behind(time: Date, ms: number): Date {
  return new Date(time.getTime() + ms);
}

/** Its lease ends by itself. */
function ignoreOutage(error: unknown): void {
  if (!isUnavailable(error)) throw error;
}

async function workFile<Tables, Row extends ImportRow, Entry extends PlacedEntry>(
  parts: ImportParts<Tables>,
  kind: ImportKind<Tables, Row, Entry>,
  held: HeldImport<Row>,
): Promise<void> {
  const { row, leaseId } = held;
  const lease = new KeptLease(parts, kind.book, held);
  const bytes = await kind.open(row);
  if (bytes === null) throw new FileFault('The file is not there any more. Please send it again.');
  try {
    const { ignoredColumns, entries } = await kind.read(bytes, row);
    if (row.linesRead === 0 && ignoredColumns.length > 0) {
      const ignored = ignoredColumns.slice(0, 500).map((name) => storableText(name, 200));
      await kind.book.save(parts.database.statements, row.id, { ignoredColumns: ignored });
    }
    const queue = kind.queue(held);
    const isWhole = await untilItEnds(queue, async () => {
      for await (const entry of entries) {
        if (parts.isStopping()) return false;
        if (entry.line <= held.linesRead) await lease.keep();
        else await queue.add(entry);
      }
      return true;
    });
    if (!isWhole) return;
  } finally {
    bytes.destroy();
  }
  await finish(parts, kind, { row, leaseId, failure: null });
}

/** Works what is still in hand where reading ends, also where nothing behind can be understood. */
async function untilItEnds<Entry extends PlacedEntry>(
  queue: EntryQueue<Entry>,
  read: () => Promise<boolean>,
): Promise<boolean> {
  try {
    const isWhole = await read();
    await queue.flush();
    return isWhole;
  } catch (error) {
    if (error instanceof FileFault) await queue.flush();
    throw error;
  }
}

async function finish<Tables, Row extends ImportRow, Entry extends PlacedEntry>(
  { messaging, now }: ImportParts<Tables>,
  { book, onEnd }: ImportKind<Tables, Row, Entry>,
  { row, leaseId, failure }: { readonly row: Row; readonly leaseId: string; readonly failure: string | null },
): Promise<void> {
  await messaging.transact(async (tx) => {
    const current = await book.lock(tx, row.id);
    if (current?.status !== 'RUNNING' || current.leaseId !== leaseId) return;
    const status = failure === null ? 'COMPLETED' : 'FAILED';
    const told = failure === null ? null : storableText(failure, 500);
    await book.save(tx, row.id, { status, failure: told, finishedAt: now() });
    await onEnd?.(tx, row);
  });
}
