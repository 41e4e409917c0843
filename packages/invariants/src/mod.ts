export { routes } from './routes.ts';
export { listedPrice, type KnownPriceList } from './rules/listed-price.ts';
export { violationsOf } from './violations-of.ts';
export type { InvariantName, Violation } from './violation.ts';
export { emptySnapshot } from './snapshot.ts';
export type {
  AcceptedOrder,
  Breach,
  CataloguePrice,
  HandledMessage,
  LedgerCharge,
  Observation,
  Price,
  Quote,
  RefusedOrder,
  Snapshot,
  SnapshotCart,
  SnapshotChain,
  SnapshotErasure,
  SnapshotKey,
  SnapshotLine,
  SnapshotMessage,
  SnapshotNotification,
  SnapshotOrder,
  SnapshotParked,
  SnapshotPayment,
  SnapshotTrace,
} from './snapshot.ts';
export type {
  SnapshotFlashOffer,
  SnapshotInbound,
  SnapshotReservation,
  SnapshotStock,
  SnapshotTransfers,
  SnapshotWaiting,
} from './snapshot-stock.ts';
