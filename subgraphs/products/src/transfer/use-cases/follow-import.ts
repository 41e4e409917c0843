import { EventQueue, isId, type EventStream } from '@cartwright/graph';
import type { Parts } from '../../parts.ts';
import { findImport, type ProductImport } from '../repository/imports.ts';
import { isOver } from '../rules/import-status.ts';

const pauseMs = 500;

/** An import as it is, and then whenever it has come on, until it is over; null when there is none of that id. */
export async function followImport(
  { database: { statements }, logger }: Pick<Parts, 'database' | 'logger'>,
  id: string,
): Promise<EventStream<ProductImport> | null> {
  const first = isId(id) ? await findImport(statements, id) : undefined;
  if (first === undefined) return null;
  let isStopped = false;
  const queue = new EventQueue<ProductImport>({ onReturn: stop });
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
    const now = await findImport(statements, id).catch((error: unknown) => {
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
