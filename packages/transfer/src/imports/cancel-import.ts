import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import type { Messaging, Send } from '@cartwright/messaging';
import type { ImportBook } from './import-book.ts';
import type { ImportRow } from './import-row.ts';
import { isOver } from './import-status.ts';

/** What ends an import. */
interface Cancelling<Tables, Row extends ImportRow> {
  readonly messaging: Pick<Messaging<Transaction<Tables>>, 'transact'>;
  readonly now: () => Date;
  readonly book: ImportBook<Tables, Row>;
  /** Adds to the trail of what staff did, last of all. */
  readonly record: (
    recording: { readonly tx: Transaction<Tables>; readonly send: Send },
    states: {
      readonly before: Readonly<Record<string, unknown>>;
      readonly after: Readonly<Record<string, unknown>>;
    },
    at: Date,
  ) => Promise<unknown>;
}

/** What came of ending one. */
export type ImportEnding<Row extends ImportRow> =
  | { readonly kind: 'cancelled'; readonly import: Row }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'over'; readonly status: Row['status'] };

/** Ends an import behind the line that is being worked; what was done stays. */
export async function cancelImport<Tables, Row extends ImportRow>(
  { messaging, now, book, record }: Cancelling<Tables, Row>,
  id: string,
): Promise<ImportEnding<Row>> {
  if (!isId(id)) return { kind: 'not-found' };
  return messaging.transact<ImportEnding<Row>>(async (tx, send) => {
    const before = await book.lock(tx, id);
    if (before === undefined) return { kind: 'not-found' };
    if (before.status === 'CANCELLED') return { kind: 'cancelled', import: before };
    if (isOver(before.status)) return { kind: 'over', status: before.status };
    const at = now();
    await book.save(tx, id, { status: 'CANCELLED', finishedAt: at });
    const after = { status: 'CANCELLED', linesRead: before.linesRead };
    await record({ tx, send }, { before: { status: before.status }, after }, at);
    return { kind: 'cancelled', import: (await book.find(tx, id)) ?? before };
  });
}
