import { isUnavailable } from '@cartwright/errors';
import { FileFault } from '@cartwright/transfer';
import { uploadKey, type MediaStorage } from '../../media/door.ts';
import type { Parts } from '../../parts.ts';
import {
  claimImport,
  forgetImports,
  lockImport,
  releaseImport,
  saveImport,
  type ProductImport,
} from '../repository/imports.ts';
import { storableText } from '../rules/storable-text.ts';
import { readEntries } from './read-entries.ts';
import { KeptLease } from './kept-lease.ts';
import { LineQueue } from './line-queue.ts';
import { ImportLost, type HeldImport } from './settle-lines.ts';

/** What imports are worked with. */
export interface Dependencies extends Pick<Parts, 'database' | 'messaging' | 'newId' | 'now' | 'logger'> {
  readonly storage: MediaStorage;
  /** Whether this process is to begin nothing more. */
  readonly isStopping: () => boolean;
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
export async function workImports(dependencies: Dependencies): Promise<{ hasMore: boolean }> {
  const { database, newId, now, isStopping } = dependencies;
  if (isStopping()) return { hasMore: false };
  await forgetImports(database.statements, behind(now(), -keptMs));
  const leaseId = newId();
  const leasedUntil = () => behind(now(), leaseMs);
  const row = await claimImport(database.statements, { leaseId, now: now(), leasedUntil: leasedUntil() });
  if (row === undefined) return { hasMore: false };
  let until: Date | null = null;
  try {
    if (row.attempts > mostAttempts) throw new FileFault(givenUp);
    await workFile(dependencies, { row, leaseId, leasedUntil, linesRead: row.linesRead });
  } catch (error) {
    if (error instanceof ImportLost) return { hasMore: true };
    if (error instanceof FileFault) await finish(dependencies, { row, leaseId }, { failure: error.message });
    else {
      until = behind(now(), pauseBehind(row.attempts));
      throw error;
    }
  } finally {
    await releaseImport(database.statements, row.id, { leaseId, until }).catch(ignoreOutage);
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

async function workFile(dependencies: Dependencies, held: HeldImport): Promise<void> {
  const { storage, database, isStopping } = dependencies;
  const { row, leaseId } = held;
  const lease = new KeptLease(dependencies, held);
  const bytes = await storage.read(uploadKey(row.uploadId));
  if (bytes === null) throw new FileFault('The file is not there any more. Please send it again.');
  try {
    const { ignoredColumns, entries } = await readEntries(bytes, row);
    if (row.linesRead === 0 && ignoredColumns.length > 0) {
      const ignored = ignoredColumns.slice(0, 500).map((name) => storableText(name, 200));
      await saveImport(database.statements, row.id, { ignoredColumns: ignored });
    }
    const queue = new LineQueue(dependencies, held);
    const isWhole = await untilItEnds(queue, async () => {
      for await (const entry of entries) {
        if (isStopping()) return false;
        if (entry.line <= held.linesRead) await lease.keep();
        else await queue.add(entry);
      }
      return true;
    });
    if (!isWhole) return;
  } finally {
    bytes.destroy();
  }
  await finish(dependencies, { row, leaseId }, { failure: null });
}

/** Works what is still in hand where reading ends, also where nothing behind can be understood. */
async function untilItEnds(queue: LineQueue, read: () => Promise<boolean>): Promise<boolean> {
  try {
    const isWhole = await read();
    await queue.flush();
    return isWhole;
  } catch (error) {
    if (error instanceof FileFault) await queue.flush();
    throw error;
  }
}

async function finish(
  { messaging, now }: Dependencies,
  { row, leaseId }: { readonly row: ProductImport; readonly leaseId: string },
  { failure }: { readonly failure: string | null },
): Promise<void> {
  await messaging.transact(async (tx) => {
    const current = await lockImport(tx, row.id);
    if (current?.status !== 'RUNNING' || current.leaseId !== leaseId) return;
    const status = failure === null ? 'COMPLETED' : 'FAILED';
    const told = failure === null ? null : storableText(failure, 500);
    await saveImport(tx, row.id, { status, failure: told, finishedAt: now() });
  });
}
