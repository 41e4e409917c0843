import { anyOf, partOfList, type Statements, type StatementSample } from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import type { Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import { hears, type Filter } from '../rules/sent-event.ts';

/** A delivery as staff see it. */
export type DeliveryRecord = Readonly<Omit<Selectable<Tables['webhookDeliveries']>, 'ordinal'>>;
/** An attempt at one. */
export type AttemptRecord = Readonly<Selectable<Tables['webhookAttempts']>>;

const columns = [
  'id',
  'webhookId',
  'eventId',
  'key',
  'state',
  'attempts',
  'nextAttemptAt',
  'createdAt',
  'finishedAt',
] as const;

/** Which deliveries. */
export interface DeliveryList {
  readonly webhookId: string;
  /** Null for any. */
  readonly states: readonly DeliveryRecord['state'][] | null;
}

/** A part of a webhook's deliveries, latest first. */
export function listDeliveries(
  db: Statements<Tables>,
  list: DeliveryList,
  slice: InstantSlice,
): Promise<DeliveryRecord[]> {
  const all = selected(db, list).select(columns);
  return partOfList(all, { by: ['createdAt', 'id'], order: 'desc' }, slice).execute();
}

/** How many there are. */
export async function countDeliveries(db: Statements<Tables>, list: DeliveryList): Promise<number> {
  const { count } = await selected(db, list)
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function selected(db: Statements<Tables>, { webhookId, states }: DeliveryList) {
  return db
    .selectFrom('webhookDeliveries')
    .where('webhookId', '=', webhookId)
    .$if(states !== null, (all) => all.where('state', 'in', states ?? []));
}

/** Deliveries by their ids, in no particular order. */
export function findDeliveries(db: Statements<Tables>, ids: readonly string[]): Promise<DeliveryRecord[]> {
  return db.selectFrom('webhookDeliveries').select(columns).where('id', '=', anyOf(ids)).execute();
}

/** The attempts at deliveries, in their order. */
export function findAttempts(
  db: Statements<Tables>,
  deliveryIds: readonly string[],
): Promise<AttemptRecord[]> {
  return db
    .selectFrom('webhookAttempts')
    .selectAll()
    .where('deliveryId', '=', anyOf(deliveryIds))
    .orderBy('deliveryId')
    .orderBy('number')
    .execute();
}

/** An event to be sent once more. */
export interface EventToReplay {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly position: number;
}

/** Events of the feed from a position on that a webhook hears of, and how far was looked. */
export async function eventsFrom(
  db: Statements<Tables>,
  { position, limit, filter }: { readonly position: number; readonly limit: number; readonly filter: Filter },
): Promise<{ readonly events: EventToReplay[]; readonly nextPosition: number | null }> {
  const rows = (await db
    .selectFrom('feedEvents')
    .select(['id', 'type', 'subject', 'position'])
    .where('position', '>=', position)
    .orderBy('position')
    .limit(limit + 1)
    .execute()) as EventToReplay[];
  const looked = rows.slice(0, limit);
  return {
    events: looked.filter((event) => hears(filter, event)),
    nextPosition: rows[limit]?.position ?? null,
  };
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (db) =>
    listDeliveries(
      db,
      { webhookId: '', states: ['FAILED'] },
      { size: 1, after: { at: new Date(), id: '' }, direction: 'forward' },
    ),
  (db) => countDeliveries(db, { webhookId: '', states: null }),
  (db) => findAttempts(db, []),
  (db) => eventsFrom(db, { position: 0, limit: 1, filter: { types: [], subject: null } }),
];
