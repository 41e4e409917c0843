import { bind } from '@cartwright/database';
import type { Config } from '../config.ts';
import type { Parts } from '../parts.ts';
import { sightingsWithin } from '../fraud/door.ts';
import type { PaymentProvider } from '../provider/door.ts';
import { receiptsWithin } from '../receipts/door.ts';
import type { PaymentsWithin } from './ports.ts';
import { claimGuest, ownersOfNew } from './repository/owners.ts';
import {
  beginPayments,
  claimDue,
  findPayments,
  hasten,
  lockIds,
  lockingIds,
  lockingPayments,
  lockPayments,
  savePayments,
} from './repository/payments.ts';
import { leaveTombstones } from './repository/tombstones.ts';
import { recordTransactions } from './repository/transactions.ts';
import type { Dependencies } from './use-cases/dependencies.ts';

/** Payments in PostgreSQL. */
export const paymentsWithin: PaymentsWithin = (tx) =>
  bind(tx, {
    lockIds,
    lockingIds,
    lockingPayments,
    lockPayments,
    ownersOfNew,
    beginPayments,
    savePayments,
    recordTransactions,
    leaveTombstones,
    claimGuest,
  });

/** What charging works with in a store that runs. */
export function chargingDependencies(
  parts: Pick<Parts, 'database' | 'messaging' | 'logger' | 'now' | 'newId'> & {
    readonly config: Pick<Config, 'PAYMENT_RISK_RULES'>;
  },
  provider: PaymentProvider,
): Dependencies {
  const { database, logger, now, newId } = parts;
  return {
    transact: (work, options) => parts.messaging.transact(work, options),
    queue: bind(database.statements, { findPayments, claimDue, hasten }),
    paymentsWithin,
    receiptsWithin,
    sightingsWithin,
    riskRules: parts.config.PAYMENT_RISK_RULES,
    provider,
    logger,
    now,
    newId,
  };
}
