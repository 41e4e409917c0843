import type { Statements } from '@cartwright/database';
import { EventQueue, isId, type EventStream } from '@cartwright/graph';
import type { Logger } from '@cartwright/process';
import type { ImportBook } from './import-book.ts';
import type { ImportRow } from './import-row.ts';
import { isOver } from './import-status.ts';

const pauseMs = 500;

/** What follows an import. */
interface Following<Tables, Row extends ImportRow> {
  readonly statements: Statements<Tables>;
  readonly logger: Logger;
  readonly book: ImportBook<Tables, Row>;
}

/** An import as it is, and then whenever it has come on, until it is over; null when there is none of that id. */
export async function followImport<Tables, Row extends ImportRow>(
  { statements, logger, book }: Following<Tables, Row>,
  id: string,
): Promise<EventStream<Row> | null> {
  const first = isId(id) ? await book.find(statements, id) : undefined;
  if (first === undefined) return null;
  let isStopped = false;
  const queue = new EventQueue<Row>({ onReturn: stop });
  let timer: NodeJS.Timeout | undefined;
  let seen = first.version;
  queue.push(first);
  if (isOver(first.status)) queue.end();
  else look();
  return queue;

  function look(): void {
    timer = setTimeout(() => void read(), pauseMs).unref();
  }

  function stop(): void {
    isStopped = true;
    clearTimeout(timer);
  }

  async function read(): Promise<void> {
    const now = await book.find(statements, id).catch((error: unknown) => {
      logger.warn({ err: error, importId: id }, 'an import that is followed could not be read');
      return first;
    });
    if (isStopped) return;
    if (now === undefined) {
      queue.end();
      return;
    }
    if (now.version > seen && queue.size === 0) {
      seen = now.version;
      queue.push(now);
      if (isOver(now.status)) {
        queue.end();
        return;
      }
    }
    look();
  }
}
