export { routes } from './routes.ts';
export { violationsOf } from './violations-of.ts';
export type { InvariantName, Violation } from './violation.ts';
export { emptySnapshot } from './snapshot.ts';
export type {
  AcceptedOrder,
  Breach,
  HandledMessage,
  LedgerCharge,
  Observation,
  RefusedOrder,
  Snapshot,
  SnapshotCart,
  SnapshotKey,
  SnapshotMessage,
  SnapshotNotification,
  SnapshotOrder,
  SnapshotParked,
  SnapshotPayment,
  SnapshotReservation,
  SnapshotStock,
} from './snapshot.ts';
