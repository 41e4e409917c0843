import type { Statements } from '@cartwright/database';
import { randomUUID } from 'node:crypto';
import { insertNotifications as insert } from '../src/announcing/door.ts';
import type { Tables } from '../src/generated/tables.ts';

/** What notifications a test has stored without any message. */
export interface Stock {
  readonly userIds: readonly string[];
  /** For each user. */
  readonly count: number;
  /** SENT when not given. */
  readonly state?: 'SENT' | 'PENDING';
}

/** Stores notifications titled `No. 1` and on; two at a time share their moment, every second one is read. */
export async function insertNotifications(db: Statements<Tables>, stock: Stock): Promise<void> {
  const numbers = Array.from({ length: stock.count }, (_, index) => index + 1);
  const rows = stock.userIds.flatMap((userId, index) =>
    numbers.map((number) => ({
      ...rowOf(number, stock.state ?? 'SENT'),
      userId,
      recipient: `user${index + 1}.${number}@example.com`,
    })),
  );
  await insert(db, rows);
}

function rowOf(number: number, state: 'SENT' | 'PENDING') {
  return {
    id: randomUUID(),
    businessId: randomUUID(),
    type: 'CUSTOMER_WELCOME' as const,
    channel: 'EMAIL' as const,
    state,
    title: `No. ${number}`,
    body: 'Text',
    html: '<p>Text</p>',
    language: 'en',
    attempts: 0,
    nextAttemptAt: new Date('2026-01-01'),
    createdAt: new Date(Date.UTC(2026, 0, 1, 0, Math.floor(number / 2))),
    sentAt: state === 'SENT' ? new Date('2026-01-02') : null,
    readAt: number % 2 === 0 ? new Date('2026-01-03') : null,
  };
}
