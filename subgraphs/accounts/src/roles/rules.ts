import type { Permission } from '@cartwright/identity';

/** What somebody may do, or what somebody is to be allowed. */
export interface Grant {
  /** Owners may do everything, also what no permission names yet. */
  readonly isOwner: boolean;
  /** All of them for an owner. */
  readonly permissions: readonly Permission[];
}

/** What nobody is allowed. */
export const noGrant: Grant = { isOwner: false, permissions: [] };

/** Several grants as one. */
export function together(grants: readonly Grant[]): Grant {
  const permissions = new Set(grants.flatMap((grant) => grant.permissions));
  return { isOwner: grants.some(({ isOwner }) => isOwner), permissions: [...permissions] };
}

/** What who has a grant may not do of another one. */
export function missingFrom(held: Grant, wanted: Grant): Permission[] {
  return held.isOwner ? [] : wanted.permissions.filter((one) => !held.permissions.includes(one));
}

/**
 * Whether who has a grant may give the other one, take it away, or keep out who has it: only what one may do oneself. An owner's
 * is an owner's to give, whatever permissions there are.
 */
export function covers(held: Grant, wanted: Grant): boolean {
  return held.isOwner || (!wanted.isOwner && missingFrom(held, wanted).length === 0);
}
