import { anyOf, type Transaction } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import { importedLinesOf } from '../../transfer/door.ts';

/** The guests who turned out to be a customer. */
export async function findGuestIds(tx: Transaction<Tables>, customerId: string): Promise<string[]> {
  const guests = await tx
    .selectFrom('users')
    .select('id')
    .where('claimedBy', '=', customerId)
    .orderBy('id')
    .execute();
  return guests.map(({ id }) => id);
}

/** Everything that accounts keeps of a person, without what signs them in. */
export async function collectPerson(
  tx: Transaction<Tables>,
  { customerId, ids }: { readonly customerId: string; readonly ids: readonly string[] },
): Promise<Record<string, unknown>> {
  const account = await tx
    .selectFrom('users')
    .select(['id', 'role', 'email', 'emailVerifiedAt', 'firstName', 'lastName', 'locale', 'company', 'vatId'])
    .select(['disabledAt', 'broughtInAt', 'createdAt'])
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow();
  const provenEmail = account.emailVerifiedAt === null ? null : account.email;
  return {
    account,
    linesOfFiles: await importedLinesOf(tx, { ids, provenEmail }),
    guests: await tx
      .selectFrom('users')
      .select(['id', 'createdAt'])
      .where('claimedBy', '=', customerId)
      .execute(),
    addresses: await addressesOf(tx, customerId),
    groups: await groupsOf(tx, customerId),
    metafields: await metafieldsOf(tx, customerId),
    sessions: await tx
      .selectFrom('sessions')
      .select(['id', 'userAgent', 'createdAt', 'lastUsedAt', 'revokedAt', 'authenticationMethods'])
      .where('userId', '=', anyOf(ids))
      .orderBy('createdAt')
      .execute(),
    passkeys: await tx
      .selectFrom('passkeys')
      .select(['name', 'createdAt', 'lastUsedAt'])
      .where('userId', '=', customerId)
      .execute(),
    authenticatorApps: await tx
      .selectFrom('totpFactors')
      .select(['createdAt', 'confirmedAt'])
      .where('userId', '=', customerId)
      .execute(),
    linkedAccounts: await tx
      .selectFrom('identities')
      .select(['provider', 'issuer', 'subject', 'email', 'createdAt'])
      .where('userId', '=', customerId)
      .execute(),
    linksToAddresses: await tx
      .selectFrom('emailLinks')
      .select(['purpose', 'email', 'expiresAt'])
      .where('userId', '=', customerId)
      .execute(),
    dataRequests: await tx
      .selectFrom('dataRequests')
      .select(['id', 'kind', 'requestedAt', 'completedAt'])
      .where('userId', '=', customerId)
      .execute(),
  };
}

function addressesOf(tx: Transaction<Tables>, userId: string) {
  return tx
    .selectFrom('addresses')
    .select(['isDefault', 'firstName', 'lastName', 'company', 'line1', 'line2', 'city', 'region'])
    .select(['postalCode', 'countryCode', 'phone', 'createdAt'])
    .where('userId', '=', userId)
    .orderBy('createdAt')
    .execute();
}

async function groupsOf(tx: Transaction<Tables>, userId: string): Promise<string[]> {
  const groups = await tx
    .selectFrom('customerGroups as group')
    .innerJoin('customerGroupMembers as member', 'member.groupId', 'group.id')
    .select('group.name')
    .where('member.userId', '=', userId)
    .orderBy('group.name')
    .execute();
  return groups.map(({ name }) => name);
}

async function metafieldsOf(tx: Transaction<Tables>, userId: string): Promise<readonly object[]> {
  const kept = await tx
    .selectFrom('userMetafields')
    .select('metafields')
    .where('id', '=', userId)
    .executeTakeFirst();
  return kept?.metafields ?? [];
}

/**
 * Deletes what accounts keeps of a person beside their row in `users`, which is closed, and the ends of their sessions, which
 * gateways have yet to hear of. What others keep for an address goes only where it is proved to be this person's.
 */
export async function forgetPerson(
  tx: Transaction<Tables>,
  { ids, provenEmail }: { readonly ids: readonly string[]; readonly provenEmail: string | null },
): Promise<void> {
  for (const table of [
    'addresses',
    'customerGroupMembers',
    'emailLinks',
    'passwordResets',
    'knownNetworks',
  ] as const)
    await tx.deleteFrom(table).where('userId', '=', anyOf(ids)).execute();
  await tx.deleteFrom('userMetafields').where('id', '=', anyOf(ids)).execute();
  await tx.deleteFrom('idempotencyKeys').where('ownerId', '=', anyOf(ids)).execute();
  await tx.updateTable('sessions').set({ userAgent: null }).where('userId', '=', anyOf(ids)).execute();
  if (provenEmail !== null) {
    await tx.deleteFrom('staffInvitations').where('email', '=', provenEmail).execute();
    await tx.deleteFrom('emailLinks').where('email', '=', provenEmail).execute();
  }
}
