export { recordStaffAction, type NewStaffAction, type Recording } from './record.ts';
export type { StaffAction } from './repository.ts';
export { ownOrderError } from './rules.ts';
export { recordOwnOrder } from './record-own-order.ts';
export { readStaffRequest, staffActionOf, type ExplainedAction, type StaffRequest } from './use-cases.ts';
