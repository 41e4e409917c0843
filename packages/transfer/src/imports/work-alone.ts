import type { Transaction } from '@cartwright/database';
import { isUnavailable } from '@cartwright/errors';
import type { Send } from '@cartwright/messaging';
import { assertHeld, ImportLost, type HeldImport } from './held-import.ts';
import type { ImportBook } from './import-book.ts';
import type { ImportRow } from './import-row.ts';
import { Refusal } from './refusal.ts';
import type { ImportParts } from './work-imports.ts';

/** How an entry of a file is worked by itself. */
export interface WorkAlone<Tables, Row extends ImportRow, Result> {
  readonly book: ImportBook<Tables, Row>;
  readonly held: HeldImport<Row>;
  /** Where it begins, for the log. */
  readonly line: number;
  /** Does what it tells. @throws Refusal where that cannot be done */
  readonly write: (tx: Transaction<Tables>, send: Send) => Promise<Result>;
  /** What is reported of what could not be done. */
  readonly failed: (...messages: readonly string[]) => Result;
  /** What is reported of what was only tried, and is undone. */
  readonly tried: (result: Result) => Result;
  /** Stores what came of it; `now` is the import as it is. */
  readonly settle: (tx: Transaction<Tables>, now: Row, result: Result) => Promise<void>;
}

/** What was done has to be undone: it was only to be tried. */
class DryRun extends Error {
  readonly result: unknown;

  constructor(result: unknown) {
    super('dry run');
    this.result = result;
  }
}

/**
 * Does what an entry tells, in one transaction with its report and the place that the import has reached: whoever dies has done both or
 * neither. What is refused, and what is only tried, is undone, and its report stored by itself. @throws ImportLost
 */
export async function workAlone<Tables, Row extends ImportRow, Result>(
  { messaging, logger }: Pick<ImportParts<Tables>, 'messaging' | 'logger'>,
  { book, held, line, write, failed, tried, settle }: WorkAlone<Tables, Row, Result>,
): Promise<void> {
  try {
    await messaging.transact(async (tx, send) => {
      const now = await assertHeld(tx, book, held);
      const result = await write(tx, send);
      if (held.row.isDryRun) throw new DryRun(result);
      await settle(tx, now, result);
    });
  } catch (error) {
    if (error instanceof ImportLost || isUnavailable(error)) throw error;
    const result = resultOf(error);
    await messaging.transact(async (tx) => settle(tx, await assertHeld(tx, book, held), result));
  }

  function resultOf(error: unknown): Result {
    if (error instanceof DryRun) return tried(error.result as Result);
    if (error instanceof Refusal) return failed(...error.messages);
    logger.error({ err: error, importId: held.row.id, line }, 'a line of an import failed');
    return failed('Something went wrong here. The log says more.');
  }
}
