import { bind } from '@cartwright/database';
import { claimOffers, openOffers } from '../../flash-offers/door.ts';
import { openQueues, useAdmissions } from '../../flash-queue/door.ts';
import type { StockWithin } from '../ports.ts';
import {
  claimReservations,
  insertReservationLines,
  lockExpiredReservations,
  lockingReservations,
  lockReservations,
  noteBundles,
  setReservationStatus,
} from './reservations.ts';
import { lockWanted } from './lock-stock.ts';
import { updateStock } from './stock.ts';

/** Stock and reservations in PostgreSQL. */
export const stockWithin: StockWithin = (tx) =>
  bind(tx, {
    claimReservations,
    lockReservations,
    lockingReservations,
    lockExpiredReservations,
    insertReservationLines,
    noteBundles,
    setReservationStatus,
    lockStock: lockWanted,
    openOffers,
    claimOffers,
    openQueues,
    useAdmissions,
    updateStock,
  });
