import { recordRefusal } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import type { Viewer } from '@cartwright/identity';
import { revokeKeysOf } from '../../api-keys/door.ts';
import type { Tables } from '../../generated/tables.ts';
import {
  addMemberships,
  administer,
  countOwners,
  findRolesOf,
  grantOf,
  recordAction,
  refusedTo,
  removeMemberships,
  type Administration,
  type PermissionMissing,
  type RoleRecord,
  type Actor,
} from '../../roles/door.ts';
import { replaceSessions, revokeSessions } from '../../sessions/door.ts';
import { lockUsers } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { deleteInvitationsBy } from '../repository/invitations.ts';
import { findMembers, setDisabled, type MemberRecord } from '../repository/members.ts';
import type { RoleNotFound } from './change-roles.ts';
import { rolesToGive } from './roles-to-give.ts';

/** The member as they are now. */
export interface MemberSaved {
  readonly kind: 'saved';
  readonly member: MemberRecord;
}

/** The id is none of a member's. */
export interface MemberNotFound {
  readonly kind: 'member-not-found';
}

/** The store would be left without an owner. */
export interface LastOwner {
  readonly kind: 'last-owner';
}

/** Whom something is done to, and by whom. */
export interface MemberRequest {
  readonly viewer: Actor;
  readonly id: string;
}

/** Somebody wanted to change what they themselves may do. */
export interface OwnRoles {
  readonly kind: 'own-roles';
}

/** A change has left the store without an owner: its transaction must fail. */
class NobodyOwns extends Error {
  override readonly name = 'NobodyOwns';
}

/** Gives another member other roles in place of theirs, within what who asks may do; the attempt at one's own is on record. */
export function setMemberRoles(
  dependencies: Dependencies,
  { roleIds, ...request }: MemberRequest & { readonly roleIds: readonly string[] },
): Promise<MemberSaved | MemberNotFound | PermissionMissing | RoleNotFound | LastOwner | OwnRoles> {
  if (request.id === request.viewer.id) return refuseOwnRoles(dependencies, request.viewer);
  return unlessLastOwner(() =>
    changeMember(dependencies, request, async ({ tx, send, held }, member, before) => {
      const given = await rolesToGive(tx, held, roleIds);
      if (given.kind !== 'roles') return given;
      await removeMemberships(tx, member.id);
      await addMemberships(
        tx,
        given.roles.map(({ id: roleId }) => ({ userId: member.id, roleId })),
      );
      await assertOwned(tx);
      await replaceSessions(dependencies, tx, [member.id]);
      const action = { by: request.viewer, operation: 'staffMemberRolesSet', target: member.id };
      const state = { before: { roles: namesOf(before) }, after: { roles: namesOf(given.roles) } };
      await recordAction(dependencies, { tx, send }, { ...action, ...state });
      return { kind: 'saved', member };
    }),
  );
}

async function refuseOwnRoles({ transact, now }: Dependencies, { id }: Viewer): Promise<OwnRoles> {
  const refusal = { operation: 'staffMemberRolesSet', target: id, permission: 'STAFF_MANAGE', times: 1 };
  await transact((tx, send) =>
    recordRefusal('accounts', { tx, send }, { staffId: id, ...refusal, at: now() }),
  );
  return { kind: 'own-roles' };
}

/** Keeps a member out: their sessions end, and so do the invitations that they have sent. */
export function disableMember(
  dependencies: Dependencies,
  { isRevokingKeys, ...request }: MemberRequest & { readonly isRevokingKeys: boolean },
): Promise<MemberSaved | MemberNotFound | PermissionMissing | LastOwner> {
  return unlessLastOwner(() =>
    changeMember(dependencies, request, async ({ tx, send }, { id, disabledAt }) => {
      const now = dependencies.now();
      const member = await setDisabled(tx, id, now);
      await assertOwned(tx);
      await revokeSessions(tx, { userId: id }, now);
      await deleteInvitationsBy(tx, id);
      const revoked = isRevokingKeys ? await revokeKeysOf(tx, id, now) : [];
      const action = { by: request.viewer, operation: 'staffMemberDisable', target: id };
      const before = { isDisabled: disabledAt !== null };
      const after = { isDisabled: true, revokedApiKeys: revoked };
      await recordAction(dependencies, { tx, send }, { ...action, before, after });
      return { kind: 'saved', member };
    }),
  );
}

/** Lets a member in again. */
export function enableMember(
  dependencies: Dependencies,
  request: MemberRequest,
): Promise<MemberSaved | MemberNotFound | PermissionMissing> {
  return changeMember(dependencies, request, async ({ tx, send }, { id, disabledAt }) => {
    const member = await setDisabled(tx, id, null);
    const action = { by: request.viewer, operation: 'staffMemberEnable', target: id };
    const state = { before: { isDisabled: disabledAt !== null }, after: { isDisabled: false } };
    await recordAction(dependencies, { tx, send }, { ...action, ...state });
    return { kind: 'saved', member };
  });
}

/** Nobody touches who may do more than they themselves. */
function changeMember<Outcome>(
  dependencies: Dependencies,
  { viewer, id }: MemberRequest,
  change: (
    administration: Administration,
    member: MemberRecord,
    roles: readonly RoleRecord[],
  ) => Promise<Outcome>,
): Promise<Outcome | MemberNotFound | PermissionMissing> {
  return administer(dependencies, viewer, async (administration) => {
    const { tx, held } = administration;
    const [member] = isId(id) ? await findMembers(tx, [id]) : [];
    if (member === undefined) return { kind: 'member-not-found' };
    await lockUsers(tx, [id]);
    const roles = await findRolesOf(tx, [id]);
    return refusedTo(held, roles.map(grantOf)) ?? (await change(administration, member, roles));
  });
}

async function unlessLastOwner<Outcome>(work: () => Promise<Outcome>): Promise<Outcome | LastOwner> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NobodyOwns) return { kind: 'last-owner' };
    throw error;
  }
}

async function assertOwned(tx: Transaction<Tables>): Promise<void> {
  if ((await countOwners(tx)) === 0) throw new NobodyOwns();
}

const namesOf = (roles: readonly RoleRecord[]): string[] => roles.map(({ name }) => name);
