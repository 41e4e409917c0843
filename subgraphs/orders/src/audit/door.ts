export { recordStaffAction, type NewStaffAction, type Recording } from './record.ts';
export type { StaffAction } from './repository.ts';
export { unexplained } from './rules.ts';
export { readStaffRequest, staffActionOf, type StaffRequest } from './use-cases.ts';
