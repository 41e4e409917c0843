import { eventLogSuite } from '@cartwright/payments/suites';
import { describe } from 'vitest';
import { openMemory } from '../../../test/open-memory.ts';
import { transactionOf } from '../../database/database.ts';
import { memoryEventLog } from './memory-event-log.ts';
import { MemoryPayments } from './memory-payments.ts';

describe('the provider’s events in the simulation', () => {
  eventLogSuite(() => {
    const { database, connection } = openMemory();
    const tables = new MemoryPayments(database);
    return Promise.resolve({
      transaction: (work) => connection.transaction((tx) => work(memoryEventLog(tables, transactionOf(tx)))),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  });
});
