import {
  anyOf,
  readingOrder,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import type { Language } from '@cartwright/languages';
import { sql, type RawBuilder } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { TermCount } from '../search-counter.ts';

/** A text that buyers have searched for. */
export interface SearchTerm {
  readonly id: string;
  readonly language: string;
  readonly term: string;
  readonly searches: number;
  readonly answered: number;
  readonly unanswered: number;
  readonly visitors: number;
  readonly lastSearchedAt: Date;
  readonly isHidden: boolean;
  readonly isOffered: boolean;
}

/** Which of them a list holds; what is left out does not narrow. */
export interface SearchTermFilter {
  readonly languages?: readonly string[];
  readonly isUnanswered?: boolean;
  readonly isHidden?: boolean;
  readonly isOffered?: boolean;
}

/** What a list of them is sorted by. */
export type SearchTermOrder = 'MOST_SEARCHED' | 'MOST_UNANSWERED' | 'LATEST';

/** Which part of such a list. */
export interface SearchTermSlice {
  readonly size: number;
  readonly after: { readonly by: number | Date; readonly id: string } | null;
  readonly direction: 'forward' | 'backward';
}

const columns = [
  'id',
  'language',
  'term',
  'searches',
  'answered',
  'unanswered',
  'visitors',
  'lastSearchedAt',
  'isHidden',
  'isOffered',
] as const;

/** By which column a list is sorted, the highest first. */
export const columnOf = {
  MOST_SEARCHED: 'searches',
  MOST_UNANSWERED: 'unanswered',
  LATEST: 'lastSearchedAt',
} as const satisfies Record<SearchTermOrder, keyof SearchTerm>;

/** Adds counts to those that there are, in one statement; processes that add at the same time wait for each other in one order. */
export async function addCounts(
  db: Statements<Tables>,
  counts: readonly TermCount[],
  { now, newId }: { readonly now: Date; readonly newId: () => string },
): Promise<void> {
  const of = <Value>(read: (count: TermCount) => Value) => counts.map(read);
  await sql`
    WITH counted AS MATERIALIZED (
      SELECT * FROM unnest(
        ${of(newId)}::uuid[], ${of((one) => one.language)}::text[], ${of((one) => one.term)}::text[], ${of((one) => one.searches)}::integer[],
        ${of((one) => one.answered)}::integer[], ${of((one) => one.unanswered)}::integer[],
        ${of((one) => BigInt.asIntN(64, one.visitorBits).toString())}::bigint[]
      ) AS one (id, language, term, searches, answered, unanswered, visitor_bits)
    ), kept AS (
      INSERT INTO search_terms AS t (id, language, term, searches, answered, unanswered, visitor_bits, first_searched_at, last_searched_at)
      SELECT id, language, term, searches, answered, unanswered, visitor_bits,
        date_trunc('day', ${now}::timestamptz, 'UTC'), date_trunc('day', ${now}::timestamptz, 'UTC')
      FROM counted ORDER BY language COLLATE "C", term COLLATE "C"
      ON CONFLICT (language, term) DO UPDATE SET
        searches = t.searches + excluded.searches, answered = t.answered + excluded.answered,
        unanswered = t.unanswered + excluded.unanswered, visitor_bits = t.visitor_bits | excluded.visitor_bits,
        last_searched_at = greatest(t.last_searched_at, excluded.last_searched_at)
      RETURNING id, language, term
    )
    INSERT INTO search_term_days AS d (term_id, day, searches, answered, unanswered, visitor_bits)
    SELECT kept.id, (${now}::timestamptz AT TIME ZONE 'UTC')::date, c.searches, c.answered, c.unanswered, c.visitor_bits
    FROM kept JOIN counted c ON c.language = kept.language AND c.term = kept.term
    ON CONFLICT (term_id, day) DO UPDATE SET
      searches = d.searches + excluded.searches, answered = d.answered + excluded.answered,
      unanswered = d.unanswered + excluded.unanswered, visitor_bits = d.visitor_bits | excluded.visitor_bits`.execute(
    db,
  );
}

/**
 * Takes away what was counted before a day, of as many texts as given. Whoever counts has a text before its days: so does this, and waits for
 * nobody; what others count at the same time has its turn later. @returns of how many texts
 */
export async function forgetDays(tx: Transaction<Tables>, before: Date, limit: number): Promise<number> {
  const day = sql`(${before}::timestamptz AT TIME ZONE 'UTC')::date`;
  const { rows } = await sql<{ readonly id: string }>`
    SELECT id FROM search_terms WHERE id IN (SELECT term_id FROM search_term_days WHERE day < ${day} ORDER BY day, term_id LIMIT ${limit})
    ORDER BY id FOR UPDATE SKIP LOCKED`.execute(tx);
  if (rows.length === 0) return 0;
  await sql`
    WITH gone AS (
      DELETE FROM search_term_days d WHERE d.term_id = ${anyOf(rows.map(({ id }) => id))} AND d.day < ${day}
      RETURNING d.term_id, d.searches, d.answered, d.unanswered
    ), summed AS (
      SELECT term_id, sum(searches)::integer AS searches, sum(answered)::integer AS answered, sum(unanswered)::integer AS unanswered
      FROM gone GROUP BY term_id
    ), lessened AS (
      UPDATE search_terms t SET
        searches = t.searches - s.searches, answered = t.answered - s.answered, unanswered = t.unanswered - s.unanswered,
        visitor_bits = coalesce(
          (SELECT bit_or(d.visitor_bits) FROM search_term_days d WHERE d.term_id = t.id AND d.day >= ${day}), 0),
        first_searched_at = coalesce(
          (SELECT min(d.day)::timestamp AT TIME ZONE 'UTC' FROM search_term_days d WHERE d.term_id = t.id AND d.day >= ${day}),
          t.first_searched_at)
      FROM summed s WHERE s.term_id = t.id
    )
    SELECT true FROM gone`.execute(tx);
  return rows.length;
}

/**
 * Takes away texts of which nothing is counted any more, and those that one visitor alone has searched for, however often, since before a
 * moment; hidden ones, too, as they may be about somebody. @returns how many
 */
export async function forgetTerms(
  db: Statements<Tables>,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<number> {
  const { rows } = await sql`
    DELETE FROM search_terms WHERE id = ANY (ARRAY(
      SELECT id FROM search_terms WHERE last_searched_at < ${before} AND searches = 0
      ORDER BY last_searched_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) || ARRAY(
      SELECT id FROM search_terms WHERE first_searched_at < ${before} AND visitors < 2
      ORDER BY first_searched_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    )) RETURNING true`.execute(db);
  return rows.length;
}

/** Of two texts that only blanks and signs tell apart one is offered: so many are read for each. */
const readForEach = 4;

/** The texts that begin with what is typed and are offered, the most searched for first; of two that only blanks and signs tell apart, one. */
export async function readOffered(
  db: Statements<Tables>,
  { typed, language }: { readonly typed: string; readonly language: Language },
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ term: string }>`
    SELECT term FROM (
      SELECT DISTINCT ON (suggest_key) term, searches, suggest_key FROM (
        SELECT term, searches, suggest_key FROM search_terms
        WHERE language = ${language} AND is_offered AND search_key(${typed}) <> ''
          AND suggest_key >= search_key(${typed}) AND suggest_key < search_key(${typed}) || chr(1114111)
        ORDER BY searches DESC, suggest_key LIMIT ${limit * readForEach}::integer
      ) AS found ORDER BY suggest_key, searches DESC, term
    ) AS distinct_ones ORDER BY searches DESC, suggest_key LIMIT ${limit}::integer`.execute(db);
  return rows.map(({ term }) => term);
}

/** A part of the list. */
export function listTerms(
  db: Statements<Tables>,
  { filter, order }: { readonly filter: SearchTermFilter; readonly order: SearchTermOrder },
  { size, after, direction }: SearchTermSlice,
): Promise<SearchTerm[]> {
  const by = sql.ref(columnOf[order]);
  const along = readingOrder('desc', direction);
  const beyond = sql.raw(along === 'asc' ? '>' : '<');
  return filtered(db, filter)
    .select(columns)
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(${by}, id) ${beyond} (${placeIn(order, after?.by)}, ${after?.id}::uuid)`),
    )
    .orderBy(by, along)
    .orderBy('id', along)
    .limit(size)
    .execute();
}

function placeIn(order: SearchTermOrder, by: number | Date | undefined): RawBuilder<unknown> {
  return order === 'LATEST' ? sql`${by}::timestamptz` : sql`${by}::integer`;
}

/** How many the list holds. */
export async function countTerms(db: Statements<Tables>, filter: SearchTermFilter): Promise<number> {
  const { count } = await filtered(db, filter)
    .select(sql<number>`count(*)::int4`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function filtered(
  db: Statements<Tables>,
  { languages, isUnanswered, isHidden, isOffered }: SearchTermFilter,
) {
  return db
    .selectFrom('searchTerms')
    .$if(languages !== undefined, (query) =>
      query.where(sql<boolean>`language = ANY (${[...(languages ?? [])]}::text[])`),
    )
    .$if(isUnanswered !== undefined, (query) => query.where('unanswered', isUnanswered ? '>' : '=', 0))
    .$if(isHidden !== undefined, (query) => query.where('isHidden', '=', isHidden ?? false))
    .$if(isOffered !== undefined, (query) => query.where('isOffered', '=', isOffered ?? false));
}

/** A text that nobody else changes until the transaction ends. */
export function lockTerm(tx: Transaction<Tables>, id: string): Promise<SearchTerm | undefined> {
  return tx
    .selectFrom('searchTerms')
    .select(columns)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Stores whether staff want a text to be suggested. @returns the text as it is then */
export function saveHidden(tx: Transaction<Tables>, id: string, isHidden: boolean): Promise<SearchTerm> {
  return tx
    .updateTable('searchTerms')
    .set({ isHidden })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

const noId = '00000000-0000-7000-8000-000000000000';
const count = {
  language: 'en',
  term: 'mug',
  searches: 1,
  answered: 1,
  unanswered: 0,
  visitorBits: 1n,
} as const;
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => addCounts(db, [count], { now: new Date(0), newId: () => noId }),
  (db) => forgetDays(db, new Date(0), 1),
  (db) => forgetTerms(db, { before: new Date(0), limit: 1 }),
  (db) => readOffered(db, { typed: 'mu', language: 'en' }, 1),
  (db) => countTerms(db, { languages: ['en'], isUnanswered: true, isHidden: false, isOffered: true }),
  ...(['MOST_SEARCHED', 'MOST_UNANSWERED', 'LATEST'] as const).map(
    (order): StatementSample<Tables> =>
      (db) =>
        listTerms(
          db,
          { filter: { isUnanswered: true }, order },
          { size: 1, after: { by: order === 'LATEST' ? new Date(0) : 1, id: noId }, direction: 'backward' },
        ),
  ),
  (tx) => lockTerm(tx, noId),
  (tx) => saveHidden(tx, noId, true),
];
