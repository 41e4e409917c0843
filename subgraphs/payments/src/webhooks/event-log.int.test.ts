import { bind } from '@cartwright/database';
import { describe } from 'vitest';
import { openTestDatabase } from '../../test/open-test-database.ts';
import { eventLogSuite } from './event-log.suite.ts';
import { claimEvents } from './repository.ts';

describe('the provider’s events in PostgreSQL', () => {
  eventLogSuite(async () => {
    const { database, [Symbol.asyncDispose]: dispose } = await openTestDatabase();
    return {
      transaction: (work) => database.transaction((tx) => work(bind(tx, { claimEvents }))),
      [Symbol.asyncDispose]: dispose,
    };
  });
});
