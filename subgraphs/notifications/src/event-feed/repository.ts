import {
  anyOf,
  deleteBatch,
  insertRows,
  readingOrder,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../generated/tables.ts';
import type { ArrivedEvent } from './rules.ts';

/** An event with its place in the feed. */
export interface PlacedEvent extends ArrivedEvent {
  readonly position: number;
}

const columns = ['id', 'type', 'source', 'subject', 'time', 'data', 'position'] as const;

/** Rows that were selected with their positions. */
type Placed = Pick<Selectable<Tables['feedEvents']>, (typeof columns)[number]>;

/** Stores events that have no place yet, each once. */
export async function insertEvents(tx: Transaction<Tables>, events: readonly ArrivedEvent[]): Promise<void> {
  const [first, ...others] = events;
  if (first === undefined) return;
  const rows = [first, ...others].map(({ data, ...event }) => ({ ...event, data: data as never }));
  await insertRows(tx, 'feedEvents', rows as [(typeof rows)[number]])
    .onConflict((same) => same.column('id').doNothing())
    .execute();
}

/** Whether events wait for a place. */
export async function hasUnplaced(db: Statements<Tables>): Promise<boolean> {
  const one = await db
    .selectFrom('feedEvents')
    .select('id')
    .where('position', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return one !== undefined;
}

/** The last position, which nobody else reads or moves on until the transaction ends. */
export async function lockHead(tx: Transaction<Tables>): Promise<number> {
  const { position } = await tx
    .selectFrom('feedHead')
    .select('position')
    .forUpdate()
    .executeTakeFirstOrThrow();
  return position;
}

/** Gives the oldest events without a place the ones behind `head`, and moves it; with the head locked. @returns them in their order */
export async function placeBehind(
  tx: Transaction<Tables>,
  { head, limit }: { readonly head: number; readonly limit: number },
): Promise<PlacedEvent[]> {
  const rows = await tx
    .with('placed', (cte) =>
      cte
        .updateTable('feedEvents')
        .from((from) =>
          from
            .selectFrom('feedEvents')
            .select(['id as nextId', sql<number>`row_number() OVER (ORDER BY arrival)`.as('number')])
            .where('position', 'is', null)
            .orderBy('arrival')
            .limit(limit)
            .as('next'),
        )
        .set({ position: sql<number>`${head}::bigint + next.number` })
        .whereRef('feedEvents.id', '=', 'next.nextId')
        .returning(columns),
    )
    .with('moved', (cte) =>
      cte
        .updateTable('feedHead')
        .set({ position: sql<number>`greatest(${head}::bigint, (SELECT max(position) FROM placed))` })
        .returning('id'),
    )
    .selectFrom('placed')
    .select(columns)
    .execute();
  return placed(rows).toSorted((one, other) => one.position - other.position);
}

/** Which part of the feed. */
export interface FeedSlice {
  readonly types: readonly string[];
  /** Only events behind this one; null for all. */
  readonly behind: number | null;
  readonly size: number;
  readonly after: number | null;
  readonly direction: 'forward' | 'backward';
}

/** A part of the feed, the events nearest to where reading begins first. */
export async function listEvents(db: Statements<Tables>, slice: FeedSlice): Promise<PlacedEvent[]> {
  const { size, after, direction } = slice;
  const rows = await selected(db, slice)
    .select(columns)
    .$if(after !== null, (part) => part.where('position', direction === 'forward' ? '>' : '<', after))
    .orderBy('position', readingOrder('asc', direction))
    .limit(size)
    .execute();
  return placed(rows);
}

/** How many events the feed has of some types. */
export async function countEvents(
  db: Statements<Tables>,
  list: Pick<FeedSlice, 'types' | 'behind'>,
): Promise<number> {
  const { count } = await selected(db, list)
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function selected(db: Statements<Tables>, { types, behind }: Pick<FeedSlice, 'types' | 'behind'>) {
  return db
    .selectFrom('feedEvents')
    .where('position', 'is not', null)
    .$if(types.length > 0, (all) => all.where('type', '=', anyOf(types)))
    .$if(behind !== null, (all) => all.where('position', '>', behind));
}

/** Events by their ids, in no particular order; those that the feed does not hold any more are missing. */
export async function findEvents(db: Statements<Tables>, ids: readonly string[]): Promise<PlacedEvent[]> {
  const rows = await db
    .selectFrom('feedEvents')
    .select(columns)
    .where('id', '=', anyOf(ids))
    .where('position', 'is not', null)
    .execute();
  return placed(rows);
}

/** What is told of some people by their ids. */
export async function eventsOf(db: Statements<Tables>, personIds: readonly string[]) {
  return db
    .selectFrom('feedEvents')
    .select(['id', 'type', 'time'])
    .where('subject', '=', anyOf(personIds))
    .orderBy('arrival')
    .execute();
}

/** Deletes events by what they are about. */
export async function deleteEventsOf(tx: Transaction<Tables>, subjects: readonly string[]): Promise<void> {
  await tx.deleteFrom('feedEvents').where('subject', '=', anyOf(subjects)).execute();
}

/** Deletes events that came before a moment, a batch of them. @returns how many */
export function trimEvents(db: Statements<Tables>, before: Date, limit: number): Promise<number> {
  const old = db
    .selectFrom('feedEvents')
    .select('id')
    .where('createdAt', '<', before)
    .where('position', 'is not', null);
  return deleteBatch(db, 'feedEvents', { key: 'id', old, limit });
}

function placed(rows: readonly Placed[]): PlacedEvent[] {
  return rows as unknown as PlacedEvent[];
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (db) => hasUnplaced(db),
  (tx) => placeBehind(tx, { head: 0, limit: 1 }),
  (db) => listEvents(db, { types: [''], behind: 0, size: 1, after: 1, direction: 'backward' }),
  (db) => findEvents(db, []),
  (db) => eventsOf(db, []),
  (db) => trimEvents(db, new Date(0), 1),
];
