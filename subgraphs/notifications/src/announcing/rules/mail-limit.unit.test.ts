import { expect, it } from 'vitest';
import { mailboxOf, mailsToHoldBack } from './mail-limit.ts';

const mails = (count: number, recipient: string, isOwed = false) =>
  Array.from({ length: count }, () => ({ recipient, isOwed }));

it.each([
  ['sam@example.com', 'sam@example.com'],
  ['sam+shop@example.com', 'sam@example.com'],
  ['sam+a+b@example.com', 'sam@example.com'],
])('%s is the mailbox %s', (address, mailbox) => {
  expect(mailboxOf(address)).toBe(mailbox);
});

it('holds back what is more than ten an hour, each mailbox by itself', () => {
  const given = [
    ...mails(11, 'sam@example.com'),
    ...mails(1, 'sam+1@example.com'),
    ...mails(1, 'eve@example.com'),
  ];
  expect([...mailsToHoldBack(given, new Map())]).toEqual([10, 11]);
  expect([...mailsToHoldBack(mails(3, 'sam@example.com'), new Map([['sam@example.com', 8]]))]).toEqual([2]);
});

it('never holds back what was paid for, though it counts', () => {
  expect(mailsToHoldBack(mails(30, 'sam@example.com', true), new Map())).toEqual(new Set());
  const given = [...mails(10, 'sam@example.com', true), ...mails(1, 'sam@example.com')];
  expect([...mailsToHoldBack(given, new Map())]).toEqual([10]);
});
