import { anyOf, type StatementSample, type Statements } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import type { ExportedAddress, ExportedCustomer } from '../rules/customer-record.ts';

/** A part of the customers, in the order of their ids. */
export interface ExportedSlice {
  /** Any of these; null for all customers. */
  readonly groupIds: readonly string[] | null;
  readonly last: Pick<ExportedCustomer, 'id'> | undefined;
  readonly limit: number;
}

/** So many customers behind one with their addresses and groups: three statements. */
export async function readExportedCustomers(
  db: Statements<Tables>,
  { groupIds, last, limit }: ExportedSlice,
): Promise<ExportedCustomer[]> {
  const users = await db
    .selectFrom('users')
    .select(['id', 'email', 'firstName', 'lastName', 'company', 'vatId', 'locale'])
    .select(['emailVerifiedAt', 'disabledAt', 'createdAt'])
    .where('role', '=', 'CUSTOMER')
    .where('closedAt', 'is', null)
    .$if(last !== undefined, (query) => query.where('id', '>', last?.id ?? ''))
    .$if(groupIds !== null, (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('customerGroupMembers as member')
            .select(sql.lit(1).as('one'))
            .whereRef('member.userId', '=', 'users.id')
            .where('member.groupId', '=', anyOf(groupIds ?? [])),
        ),
      ),
    )
    .orderBy('id')
    .limit(limit)
    .execute();
  if (users.length === 0) return [];
  const ids = users.map(({ id }) => id);
  const [addresses, groups] = await Promise.all([readAddresses(db, ids), readGroups(db, ids)]);
  return users.map((user) => ({
    ...user,
    addresses: addresses.get(user.id) ?? [],
    groups: (groups.get(user.id) ?? []).map(({ name }) => name),
  }));
}

async function readAddresses(db: Statements<Tables>, userIds: readonly string[]) {
  const rows = await db
    .selectFrom('addresses')
    .select(['userId', 'isDefault', 'firstName', 'lastName', 'company', 'line1', 'line2'])
    .select(['city', 'region', 'postalCode', 'countryCode', 'phone'])
    .where('userId', '=', anyOf(userIds))
    .orderBy('isDefault', 'desc')
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
  const byUser = new Map<string, ExportedAddress[]>();
  for (const { userId, ...address } of rows) byUser.set(userId, [...(byUser.get(userId) ?? []), address]);
  return byUser;
}

async function readGroups(db: Statements<Tables>, userIds: readonly string[]) {
  const rows = await db
    .selectFrom('customerGroupMembers as member')
    .innerJoin('customerGroups as group', 'group.id', 'member.groupId')
    .select(['member.userId', 'group.name'])
    .where('member.userId', '=', anyOf(userIds))
    .orderBy('group.name')
    .execute();
  return Map.groupBy(rows, ({ userId }) => userId);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => readExportedCustomers(db, { groupIds: [], last: { id: '' }, limit: 1 }),
];
