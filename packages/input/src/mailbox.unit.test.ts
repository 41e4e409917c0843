import { expect, it } from 'vitest';
import { mailboxOf } from './mailbox.ts';

it.each([
  ['sam@example.com', 'sam@example.com'],
  ['sam+shop@example.com', 'sam@example.com'],
  ['sam+a+b@example.com', 'sam@example.com'],
])('%s is the mailbox %s', (address, mailbox) => {
  expect(mailboxOf(address)).toBe(mailbox);
});
