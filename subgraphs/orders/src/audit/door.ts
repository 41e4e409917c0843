export { recordStaffAction, type StaffAction } from './repository.ts';
export { readStaffRequest, staffActionOf, type StaffRequest } from './use-cases.ts';
