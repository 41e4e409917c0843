export { actorOf, sayingWhy, type Actor } from './actor.ts';
export { administer, refusedTo, type Administration, type PermissionMissing } from './administer.ts';
export { permissionMissing } from './permission-missing.ts';
export { recordAction } from './record-action.ts';
export {
  addMemberships,
  countOwners,
  findOwnerRoleId,
  findRolesOf,
  giveRoles,
  grantOf,
  holdGrant,
  lockStaff,
  removeMemberships,
  type RoleRecord,
} from './repository.ts';
export { noGrant, together, type Grant } from './rules.ts';
