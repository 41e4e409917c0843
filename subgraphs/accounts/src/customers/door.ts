export type { GroupRecord } from './repository/groups.ts';
export { addMembers } from './repository/groups.ts';
