import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { domains } from '@cartwright/events';
import { expect, inject, it } from 'vitest';
import { holdersIn } from '../input/database-text.ts';
import { mailTo } from '../support/mailbox.ts';
import {
  fillCart,
  findVariant,
  guest,
  paymentBecomes,
  placeInput,
  placeOrder,
  register,
} from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

const url = inject('graphqlUrl');
const mark = randomUUID().slice(0, 8);
const dataDirectory = path.dirname(inject('logDirectory'));

/** The token of a link that was mailed to an address. */
async function tokenIn(address: string, word: string): Promise<string> {
  const { text } = await mailTo(inject('mailboxUrl'), address, word);
  const token = /token=([\w%-]+)/.exec(text)?.[1] ?? '';
  expect(token).toMatch(/^.{40,}/);
  return decodeURIComponent(token);
}

/** The files below a directory that hold one of some texts. */
function filesWith(directory: string, texts: readonly string[]): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      const content = readFileSync(file, 'latin1');
      return texts.some((text) => content.includes(text));
    });
}

it('a token that was mailed is nowhere but in the mail', async () => {
  const email = `reset-${mark}@example.com`;
  const customer = await register(await guest(url), email);
  const variant = await findVariant(customer, 5);
  const cart = await fillCart(customer, [{ variantId: variant.id, quantity: 1 }]);
  const input = { ...placeInput(cart), email: `order-${mark}@example.com` };
  const { id, number } = await placeOrder(customer, input);
  await paymentBecomes(customer, id, 'PAID');
  await customer.ask(
    `mutation ($reset: CustomerPasswordResetLinkSendInput!, $order: OrderAccessLinkSendInput!) {
      customerPasswordResetLinkSend(input: $reset) { __typename }
      orderAccessLinkSend(input: $order) { __typename } }`,
    { reset: { email }, order: { number, email: input.email } },
  );
  const staff = await staffClient(url);
  const invited = `invited-${mark}@example.com`;
  const { staffRoles } = await staff.ask<{ staffRoles: { id: string }[] }>('{ staffRoles { id } }');
  await staff.ask(`mutation ($input: StaffInviteInput!) { staffInvite(input: $input) { __typename } }`, {
    input: { email: invited, roleIds: staffRoles.slice(0, 1).map((role) => role.id) },
  });
  const tokens = await Promise.all([
    tokenIn(email, 'password'),
    tokenIn(email, 'onfirm'),
    tokenIn(input.email, 'link'),
    tokenIn(invited, 'invit'),
  ]);

  for (const domain of domains) {
    const holders = (): Promise<string[]> =>
      holdersIn(inject('databaseUrls')[domain], tokens).then((counts) =>
        Object.entries(counts).flatMap(([table, count]) => (count === '0' ? [] : [table])),
      );
    await expect.poll(holders, { message: domain, timeout: 20_000 }).toEqual([]);
  }
  const kept = [path.join(dataDirectory, 'nats'), inject('logDirectory')];
  expect(kept.flatMap((directory) => filesWith(directory, tokens))).toEqual([]);
  expect(filesWith(path.join(dataDirectory, 'nats'), [`reset-${mark}`])).not.toEqual([]);
});
