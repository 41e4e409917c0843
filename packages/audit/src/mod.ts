export { readReason } from './read-reason.ts';
export { recordRefusal, recordStaffAction, type Recording } from './record.ts';
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
export { brokenChain, chainLength, witnessesOf, type BrokenChain } from './verify-chain.ts';
export { witness, witnessing } from './witness.ts';
