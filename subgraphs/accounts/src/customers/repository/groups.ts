import {
  anyOf,
  isUniqueViolation,
  withColumns,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import type { Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/** Customers whom staff treat alike. */
export type GroupRecord = Readonly<Selectable<Tables['customerGroups']>>;

/** More than a store needs. */
const maxListed = 500;

/** All groups, by name, at most 500. */
export function listGroups(db: Statements<Tables>): Promise<GroupRecord[]> {
  return db.selectFrom('customerGroups').selectAll().orderBy('name').limit(maxListed).execute();
}

/** The groups of customers, each once for each of them. */
export function findGroupsOf(
  db: Statements<Tables>,
  userIds: readonly string[],
): Promise<(GroupRecord & { userId: string })[]> {
  return db
    .selectFrom('customerGroupMembers as m')
    .innerJoin('customerGroups as g', 'g.id', 'm.groupId')
    .selectAll('g')
    .select('m.userId')
    .where('m.userId', '=', anyOf(userIds))
    .orderBy('g.name')
    .execute();
}

/** Makes a group or renames it. @returns undefined when another one has the name */
export async function saveGroup(
  tx: Transaction<Tables>,
  group: GroupRecord,
): Promise<GroupRecord | undefined> {
  try {
    return await tx
      .insertInto('customerGroups')
      .values(group)
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ name: group.name }))
      .returningAll()
      .executeTakeFirstOrThrow();
  } catch (error) {
    if (isUniqueViolation(error, 'customer_groups_name_key')) return undefined;
    throw error;
  }
}

/** Adds a group with one member, once: whom staff put into it from then on is their business. */
export async function seedGroup(
  tx: Transaction<Tables>,
  { id, name, memberId }: { readonly id: string; readonly name: string; readonly memberId: string },
  createdAt: Date,
): Promise<void> {
  const added = await tx
    .insertInto('customerGroups')
    .values({ id, name, createdAt })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added !== undefined) await addMembers(tx, id, [memberId]);
}

/** A group, locked until the end of the transaction; undefined when there is none. */
export function lockGroup(tx: Transaction<Tables>, id: string): Promise<GroupRecord | undefined> {
  return tx.selectFrom('customerGroups').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Removes a group. @returns whose it was */
export async function deleteGroup(tx: Transaction<Tables>, id: string): Promise<string[]> {
  const members = await tx
    .deleteFrom('customerGroupMembers')
    .where('groupId', '=', id)
    .returning('userId')
    .execute();
  await tx.deleteFrom('customerGroups').where('id', '=', id).execute();
  return members.map(({ userId }) => userId);
}

/** Puts customers into a group. @returns those who were not in it */
export async function addMembers(
  tx: Transaction<Tables>,
  groupId: string,
  userIds: readonly string[],
): Promise<string[]> {
  const added = await withColumns(tx.insertInto('customerGroupMembers'), ['groupId', 'userId'])
    .expression((db) =>
      db
        .selectFrom('users')
        .select((eb) => [eb.cast<string>(eb.val(groupId), 'uuid').as('groupId'), 'id'])
        .where('id', '=', anyOf(userIds))
        .where('role', '=', 'CUSTOMER')
        .where('closedAt', 'is', null),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('userId')
    .execute();
  return added.map(({ userId }) => userId);
}

/** Takes customers out of a group. @returns those who were in it */
export async function removeMembers(
  tx: Transaction<Tables>,
  groupId: string,
  userIds: readonly string[],
): Promise<string[]> {
  const removed = await tx
    .deleteFrom('customerGroupMembers')
    .where('groupId', '=', groupId)
    .where('userId', '=', anyOf(userIds))
    .returning('userId')
    .execute();
  return removed.map(({ userId }) => userId);
}
