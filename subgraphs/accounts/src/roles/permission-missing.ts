import type { PermissionMissing } from './administer.ts';

/** What is about more than who asks may do, as the graph shows it. */
export function permissionMissing({ permissions }: PermissionMissing) {
  return {
    __typename: 'StaffPermissionMissingError' as const,
    message:
      permissions.length === 0
        ? 'Only an owner may do this.'
        : `Nobody gives, takes or changes what they may not do themselves: ${permissions.join(', ')}.`,
    permissions: [...permissions],
  };
}
