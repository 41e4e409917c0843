import type { StatementSample, Statements } from '@cartwright/database';
import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { isFoundBy } from '../../listing/door.ts';
import type { Tables } from '../../tables.ts';
import type { KnownWord } from '../rules/spelling.ts';

/** How many words of similar spelling are looked at for one that no product uses. */
const candidatesPerWord = 40;

/** A typed word that no product uses, with words that look like it. */
export interface UnknownWord {
  readonly word: string;
  readonly candidates: readonly KnownWord[];
}

/** Whether any product is found by a query, as `to_tsquery` reads it. */
export async function findsAnything(db: Statements<Tables>, tsquery: string): Promise<boolean> {
  // Materialised, because for a mere EXISTS the planner hopes to meet a match soon and scans the whole table.
  const { found } = await db
    .with(
      (cte) => cte('found').materialized(),
      (query) => query.selectFrom('products as p').where(isFoundBy(tsquery)),
    )
    .selectNoFrom((eb) => eb.exists(eb.selectFrom('found')).as('found'))
    .executeTakeFirstOrThrow();
  return Boolean(found);
}

/** Picks the words that no product uses, in any inflection, with the most similar that some do. */
export function readUnknownWords(db: Statements<Tables>, words: readonly string[]): Promise<UnknownWord[]> {
  const typed = sql<{ word: string }>`unnest(${words}::text[])`.as<'typed'>(sql`typed(word)`);
  const stems = sql<{ stem: string }>`unnest(tsvector_to_array(to_tsvector('english', typed.word)))`;
  return db
    .selectFrom(typed)
    .select((eb) => [
      'typed.word',
      jsonArrayFrom(
        eb
          .selectFrom('searchWords')
          .select(['searchWords.word', 'products'])
          .orderBy(sql`search_words.word <-> typed.word`)
          .limit(candidatesPerWord),
      ).as('candidates'),
    ])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom(stems.as<'stems'>(sql`stems(stem)`))
          .where(({ eb }) =>
            eb.not(eb.exists(eb.selectFrom('searchLexemes').whereRef('lexeme', '=', 'stems.stem'))),
          ),
      ),
    )
    .execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => findsAnything(tx, 'mug'),
  (tx) => readUnknownWords(tx, ['mgu']),
];
