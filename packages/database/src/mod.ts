export { AskerGone, forAsker, whoeverAsks } from './asker.ts';
export type { CompiledQuery } from 'kysely';
export { bind } from './bind.ts';
export { columnTypes } from './column-types.ts';
export { countStatements, type StatementCounter } from './count-statements.ts';
export { deleteBatch, type Batch } from './delete-batch.ts';
export { createDatabaseClock } from './database-clock.ts';
export { forMany, isForMany } from './for-many.ts';
export { gather, type GatherOptions } from './gather.ts';
export { builtOnce } from './built-once.ts';
export { insertOnce, type Rows } from './insert-once.ts';
export { jsonRow } from './json-row.ts';
export { keyedRead } from './keyed-read.ts';
export { carrying, changeLater, lastStatement, withWaiting } from './company.ts';
export { isUniqueViolation } from './is-unique-violation.ts';
export {
  type Database,
  type DatabaseOptions,
  openDatabase,
  type Statements,
  type Transaction,
} from './open-database.ts';
export { partOfList, readIn, readingOrder } from './part-of-list.ts';
export { type RetryTiming, retryWriteConflicts } from './retry-write-conflicts.ts';
export {
  anyOf,
  anyOfIds,
  insertRows,
  jsonb,
  ofFew,
  recordset,
  recordsOf,
  withColumns,
  type Records,
} from './rows.ts';
export { recordStatements, type StatementSample } from './record-statements.ts';
