import { isId } from '@cartwright/graph';
import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import { recordAction, type Actor } from '../../roles/door.ts';
import { announceUsers } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import {
  addMembers,
  deleteGroup as removeGroup,
  lockGroup,
  removeMembers,
  saveGroup,
  type GroupRecord,
} from '../repository/groups.ts';
import { readGroupName } from '../rules.ts';

/** Who changes a group. */
interface ByStaff {
  readonly by: Actor;
}

export type SaveGroupOutcome =
  { readonly kind: 'saved'; readonly group: GroupRecord } | { readonly kind: 'not-found' } | InvalidInput;

const nameTaken = invalidInput(invalidField(['name'], 'INVALID_VALUE', 'Another group has this name.'));

/** The name belongs to another group; the transaction that found out has failed. */
class NameTaken extends Error {
  override readonly name = 'NameTaken';
}

/** Makes a group, or with `id` renames one. */
export async function nameGroup(
  dependencies: Dependencies,
  { by, id, name }: ByStaff & { readonly id?: string; readonly name: string },
): Promise<SaveGroupOutcome> {
  const read = readGroupName({ name });
  if (read.kind === 'invalid-input') return read;
  if (id !== undefined && !isId(id)) return { kind: 'not-found' };
  try {
    return await dependencies.transact(async (tx, send) => {
      const before = id === undefined ? undefined : await lockGroup(tx, id);
      if (id !== undefined && before === undefined) return { kind: 'not-found' };
      const made = { id: dependencies.newId(), createdAt: dependencies.now() };
      const group = await saveGroup(tx, { ...made, ...before, name: read.value.name });
      if (group === undefined) throw new NameTaken();
      const operation = before === undefined ? 'customerGroupCreate' : 'customerGroupRename';
      const state = { before: { name: before?.name ?? null }, after: { name: group.name } };
      await recordAction(dependencies, { tx, send }, { by, operation, target: group.id, ...state });
      return { kind: 'saved', group };
    });
  } catch (error) {
    if (error instanceof NameTaken) return nameTaken;
    throw error;
  }
}

/** Removes a group; one that is gone is no fault. */
export async function deleteGroup(
  dependencies: Dependencies,
  { by, id }: ByStaff & { readonly id: string },
): Promise<void> {
  if (!isId(id)) return;
  await dependencies.transact(async (tx, send) => {
    const group = await lockGroup(tx, id);
    if (group === undefined) return;
    await announceUsers({ tx, send }, await removeGroup(tx, id));
    const action = { by, operation: 'customerGroupDelete', target: id };
    await recordAction(dependencies, { tx, send }, { ...action, before: { name: group.name } });
  });
}

/** Whom to put into a group, or to take out of it. */
export interface MembershipChange extends ByStaff {
  readonly groupId: string;
  readonly customerIds: readonly string[];
  readonly isMember: boolean;
}

/** Puts customers into a group or takes them out; the other domains are told of those for whom it changes. */
export async function changeMembers(
  dependencies: Dependencies,
  { by, groupId, customerIds, isMember }: MembershipChange,
): Promise<Exclude<SaveGroupOutcome, InvalidInput>> {
  if (!isId(groupId)) return { kind: 'not-found' };
  const ids = customerIds.filter(isId);
  return dependencies.transact(async (tx, send) => {
    const group = await lockGroup(tx, groupId);
    if (group === undefined) return { kind: 'not-found' };
    const changed = await (isMember ? addMembers : removeMembers)(tx, groupId, ids);
    await announceUsers({ tx, send }, changed);
    const operation = isMember ? 'customerGroupMembersAdd' : 'customerGroupMembersRemove';
    const action = { by, operation, target: groupId, after: { customerIds: changed } };
    await recordAction(dependencies, { tx, send }, action);
    return { kind: 'saved', group };
  });
}
