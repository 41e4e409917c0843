import { expect, it } from 'vitest';
import { mailsToHoldBack, type BudgetedMail } from './mail-limit.ts';

const mails = (count: number, recipient: string, about: Partial<BudgetedMail> = {}): BudgetedMail[] =>
  Array.from({ length: count }, () => ({
    type: 'CUSTOMER_WELCOME',
    recipient,
    isOwed: false,
    isProved: false,
    ...about,
  }));
const reset = { type: 'PASSWORD_RESET_LINK' } as const;

it('holds back what is more than ten an hour, each mailbox by itself', () => {
  const given = [
    ...mails(11, 'sam@example.com'),
    ...mails(1, 'sam+1@example.com'),
    ...mails(1, 'eve@example.com'),
  ];
  expect([...mailsToHoldBack(given, [])]).toEqual([10, 11]);
  const recent = [
    { recipient: 'sam+2@example.com', type: 'ORDER_CANCELLED', count: 5 },
    { recipient: 'sam@example.com', type: 'CUSTOMER_WELCOME', count: 3 },
  ] as const;
  expect([...mailsToHoldBack(mails(3, 'sam@example.com'), recent)]).toEqual([2]);
});

it('never holds back what was paid for, though it counts', () => {
  const paid = { type: 'ORDER_CONFIRMED', isOwed: true } as const;
  expect(mailsToHoldBack(mails(30, 'sam@example.com', paid), [])).toEqual(new Set());
  const given = [...mails(10, 'sam@example.com', paid), ...mails(1, 'sam@example.com')];
  expect([...mailsToHoldBack(given, [])]).toEqual([10]);
});

it('sends what is asked for whatever else a mailbox got, and bounds each kind of it by itself', () => {
  const links = { type: 'EMAIL_VERIFICATION_LINK' } as const;
  const given = [
    ...mails(10, 'sam@example.com'),
    ...mails(6, 'sam@example.com', links),
    ...mails(6, 'sam@example.com', reset),
    ...mails(1, 'sam@example.com'),
  ];
  expect([...mailsToHoldBack(given, [])]).toEqual([15, 21, 22]);
  expect([...mailsToHoldBack(given.slice(10), [])]).toEqual([5, 11]);
  const recent = [{ ...reset, recipient: 'sam+1@example.com', count: 5 }];
  expect([...mailsToHoldBack(mails(1, 'sam@example.com', reset), recent)]).toEqual([0]);
});

it('lets no mails to addresses behind a plus sign use up what a proved address may ask for', () => {
  const owner = mails(6, 'sam@example.com', { ...reset, isProved: true });
  const strangers = mails(6, 'sam+1@example.com', reset);
  expect([...mailsToHoldBack([...strangers, ...owner], [])]).toEqual([5, 11]);
  const recent = [{ ...reset, recipient: 'sam@example.com', count: 5 }];
  expect([...mailsToHoldBack(owner.slice(0, 1), recent)]).toEqual([0]);
});
