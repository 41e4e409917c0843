import type { ColumnType, Generated } from 'kysely';

type CreatedAt = ColumnType<Date, Date | string | undefined, never>;

/** Where a simulated payment stands. */
export type SimulatedState =
  'processing' | 'action_required' | 'authorized' | 'captured' | 'declined' | 'voided' | 'refunded';

interface Payments {
  reference: string;
  orderReference: string | null;
  token: string | null;
  currency: string | null;
  amountMinor: number;
  state: SimulatedState;
  authorizedMinor: Generated<number>;
  capturedMinor: Generated<number>;
  refundedMinor: Generated<number>;
  declineCode: string | null;
  declineReason: string | null;
  /** Where the buyer is led after a decision. */
  returnUrl: string | null;
  /** When it is authorised by itself; null when that is not to come. */
  settleAt: Date | null;
  createdAt: CreatedAt;
}

interface Entries {
  id: Generated<number>;
  reference: string;
  kind: 'authorization' | 'capture' | 'void' | 'refund';
  amountMinor: number;
  createdAt: CreatedAt;
}

interface IdempotencyKeys {
  key: string;
  fingerprint: string;
  /** Null when the only attempt so far was answered with a server error. */
  status: number | null;
  body: object | null;
  createdAt: CreatedAt;
}

interface Webhooks {
  id: string;
  body: string;
  attempts: Generated<number>;
  deliverAt: Date;
  deliveredAt: Date | null;
  createdAt: CreatedAt;
}

/**
 * The simulator's tables, in the schema `simulator` of payments' database. Written by hand, since Prisma does not know
 * them; the check of statements holds what is sent to them against the migrated database.
 */
export interface SimulatorTables {
  'simulator.payments': Payments;
  'simulator.entries': Entries;
  'simulator.idempotencyKeys': IdempotencyKeys;
  'simulator.webhooks': Webhooks;
}
