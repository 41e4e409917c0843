import { anyOf, type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/** A customer as other domains' copies of them are. */
export interface UserSnapshot {
  readonly id: string;
  readonly version: number;
  readonly email: string;
  readonly emailVerifiedAt: Date | null;
  readonly firstName: string | null;
  readonly locale: string;
  readonly groupIds: string[];
  readonly company: string | null;
  readonly vatId: string | null;
}

/** Raises the versions of customers, because something of them has changed. */
export async function raiseVersions(tx: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  await tx
    .updateTable('users')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', anyOf(ids))
    .execute();
}

/** Customers as they are now, in the order of their ids; who is a guest, or gone, is left out. */
export function findSnapshots(db: Statements<Tables>, ids: readonly string[]): Promise<UserSnapshot[]> {
  return snapshots(db).where('u.id', '=', anyOf(ids)).execute();
}

/** The ids of all customers in their order, from after one of them on. */
export async function listCustomerIds(
  db: Statements<Tables>,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<string[]> {
  const customers = await db
    .selectFrom('users')
    .select('id')
    .where('email', 'is not', null)
    .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();
  return customers.map(({ id }) => id);
}

function snapshots(db: Statements<Tables>) {
  return db
    .selectFrom('users as u')
    .select((eb) => [
      'u.id',
      'u.version',
      'u.emailVerifiedAt',
      'u.firstName',
      'u.locale',
      'u.company',
      'u.vatId',
      eb
        .selectFrom('customerGroupMembers as m')
        .select((member) =>
          member.fn
            .coalesce(member.fn.agg<string[]>('array_agg', ['m.groupId']), sql<string[]>`'{}'`)
            .as('ids'),
        )
        .whereRef('m.userId', '=', 'u.id')
        .as('groupIds'),
    ])
    .select('u.email')
    .where('u.email', 'is not', null)
    .orderBy('u.id')
    .$narrowType<{ email: string; groupIds: string[] }>();
}

/** Whether a customer is in any group. */
export async function isInAnyGroup(db: Statements<Tables>, userId: string): Promise<boolean> {
  const membership = await db
    .selectFrom('customerGroupMembers')
    .select('groupId')
    .where('userId', '=', userId)
    .limit(1)
    .executeTakeFirst();
  return membership !== undefined;
}

/** Has all customers announced once more, unless that was asked for before: what a seed adds nobody has heard of. */
export async function restateUsers(tx: Transaction<Tables>): Promise<void> {
  await sql`INSERT INTO messaging.restatements (name) VALUES ('users') ON CONFLICT DO NOTHING`.execute(tx);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (db) => listCustomerIds(db, { after: '01990000-0000-7000-8000-000000000000', limit: 1 }),
  (db) => isInAnyGroup(db, '01990000-0000-7000-8000-000000000000'),
];
