import type { SqlTransaction } from '@cartwright/messaging';
import type { EventLog } from '@cartwright/payments';
import type { Connection } from '../../database/database.ts';
import type { MemoryTransaction } from '../../database/transaction.ts';
import type { MemoryPayments } from './memory-payments.ts';

/** The provider's events within a transaction. */
export function memoryEventLog({ events }: MemoryPayments, tx: MemoryTransaction): EventLog {
  return {
    claimEvents: async (all) => {
      if (all.length > 0) await tx.statement();
      const claimed = new Set<string>();
      for (const { id } of all.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
        if (await tx.insert(events, id, true)) claimed.add(id);
      return claimed;
    },
  };
}

/** The provider's events by single statements of one process. */
export function memoryEvents(tables: MemoryPayments, connection: Connection<SqlTransaction>): EventLog {
  return {
    claimEvents: (all) => connection.statement((tx) => memoryEventLog(tables, tx).claimEvents(all)),
  };
}
