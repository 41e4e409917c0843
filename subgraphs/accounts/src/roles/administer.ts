import type { Transaction } from '@cartwright/database';
import { graphqlError } from '@cartwright/errors';
import type { Permission, Viewer } from '@cartwright/identity';
import type { Send } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import type { Transact } from '../parts.ts';
import { findGrant, lockStaff } from './repository.ts';
import { covers, missingFrom, type Grant } from './rules.ts';

interface Dependencies {
  readonly transact: Transact;
  readonly ends: { readonly refresh: () => Promise<void> };
}

/** Who manages the staff, and what they may do as of now: they may give and take no more. */
export interface Administration {
  readonly tx: Transaction<Tables>;
  readonly send: Send;
  readonly held: Grant;
}

/** It is about more than who asks may do. */
export interface PermissionMissing {
  readonly kind: 'permission-missing';
  readonly permissions: readonly Permission[];
}

/**
 * Runs a change of who may do what, one at a time. What who asks may do is read again: their token may be older than what was
 * taken from them. @throws FORBIDDEN
 */
export async function administer<Outcome>(
  { transact, ends }: Dependencies,
  viewer: Viewer,
  work: (administration: Administration) => Promise<Outcome>,
): Promise<Outcome> {
  const outcome = await transact(async (tx, send) => {
    await lockStaff(tx);
    const held = await findGrant(tx, viewer.id);
    if (!held.permissions.includes('STAFF_MANAGE')) {
      throw graphqlError('FORBIDDEN', 'This takes the permission STAFF_MANAGE.');
    }
    return work({ tx, send, held });
  });
  await ends.refresh();
  return outcome;
}

/** What is missing to give, take or change all of these; undefined when nothing is. */
export function refusedTo(held: Grant, wanted: readonly Grant[]): PermissionMissing | undefined {
  if (wanted.every((one) => covers(held, one))) return undefined;
  const permissions = new Set(wanted.flatMap((one) => missingFrom(held, one)));
  return { kind: 'permission-missing', permissions: [...permissions] };
}
