export type { GroupRecord } from './repository/groups.ts';
export { addMembers, seedGroup } from './repository/groups.ts';
