export { recordStaffAction, type StaffAction } from './repository.ts';
export { type StaffActionKind, unexplained } from './rules.ts';
export { readStaffRequest, staffActionOf, type StaffRequest } from './use-cases.ts';
