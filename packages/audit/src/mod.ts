export { readReason } from './read-reason.ts';
export { recordRefusal, recordStaffAction, recordStaffActions, type Recording } from './record.ts';
export { RefusalLog, type Refused } from './refusal-log.ts';
export {
  auditContracts,
  auditContractsOf,
  auditRoutes,
  chainGrew,
  staffActed,
  type StaffActed,
} from './staff-acted.ts';
export type { AuditedState, StaffAction, StaffRefusal } from './staff-action.ts';
export { verifyChains, type ReadDomain, type VerifiedChain } from './verify-chains.ts';
export { witness, witnessing } from './witness.ts';
