import {
  isTelling,
  signalKinds,
  type EarlierPayments,
  type SightingStore,
  type Signals,
} from '@cartwright/payments';
import type { MemoryTransaction } from '../../database/transaction.ts';
import type { MemoryPayments } from './memory-payments.ts';

/** What payments were recognised by, within a transaction. */
export function memorySightings({ sightings }: MemoryPayments, tx: MemoryTransaction): SightingStore {
  return {
    lockingSignals: () => undefined,
    lockSignals: async (all) => {
      const keys = all.flatMap(({ account, fingerprint }) => [
        `account ${account}`,
        ...(fingerprint === null ? [] : [`method ${fingerprint}`]),
      ]);
      for (const key of keys.toSorted()) await tx.lockKey(key);
    },
    findEarlier: async (all, since) => {
      await tx.statement();
      const telling = [...sightings.committed.values()].filter((one) => isTelling(one) && one.seenAt > since);
      const earlierOf = (signals: Signals) =>
        signalKinds.map((kind) => [
          kind,
          telling.filter((one) => signals[kind] !== null && one.signals[kind] === signals[kind]),
        ]);
      return all.map((signals) => Object.fromEntries(earlierOf(signals)) as EarlierPayments);
    },
    remember: async (seen) => {
      if (seen.length > 0) await tx.statement();
      for (const { paymentId, signals, seenAt } of seen) {
        const { account, fingerprint } = signals;
        await tx.insert(sightings, paymentId, { account, fingerprint, seenAt, outcome: null, signals });
      }
    },
    noteOutcomes: async (ends) => {
      if (ends.length > 0) await tx.statement();
      for (const { paymentId, outcome } of ends) {
        await tx.withLock(
          sightings,
          paymentId,
          (row) => row && tx.write(sightings, paymentId, { ...row, outcome }),
        );
      }
    },
  };
}
