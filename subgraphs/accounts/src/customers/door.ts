export type { GroupRecord } from './repository/groups.ts';
