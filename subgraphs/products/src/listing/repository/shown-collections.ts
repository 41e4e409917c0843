import { anyOf, type StatementSample, type Statements } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';

/** Those of some collections, by their slugs, that shoppers see. */
export function readShownCollections(
  db: Statements<Tables>,
  slugs: readonly string[],
): Promise<{ readonly id: string; readonly slug: string }[]> {
  return db
    .selectFrom('collections')
    .select(['id', 'slug'])
    .where('slug', '=', anyOf(slugs))
    .where('isShown', '=', sql.lit(true))
    .execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [(tx) => readShownCollections(tx, ['summer'])];
