import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { mailTo } from '../support/mailbox.ts';
import { fillCart, findVariant, guest, placeInput, placeOrder } from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const mailboxUrl = inject('mailboxUrl');

interface Line {
  readonly email: string;
  readonly source: string;
  readonly unsubscribeUrl: string;
}

/** A new file of who has agreed, fetched through the gateway: what it says of an address. */
async function inNewFile(staff: GraphqlClient, email: string): Promise<Line | undefined> {
  const { result } = await staff.ask<{ result: { readonly url: string } }>(
    `mutation ($input: ConsentExportCreateInput!) { result: consentExportCreate(input: $input) {
      ... on ConsentExportCreateSuccess { url } } }`,
    { input: { format: 'JSONL' } },
  );
  expect(new URL(result.url).port).toBe(new URL(graphqlUrl).port); // of the gateway
  const file = await fetch(result.url);
  expect([file.status, file.headers.get('cache-control')]).toEqual([200, 'no-store']);
  const lines = (await file.text()).split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Line).find((line) => line.email === email);
}

it('a guest who ticks the newsletter with an order agrees by the mailed link, is in the file, and leaves it by one click', async () => {
  const [staff, shopper] = [await staffClient(graphqlUrl), await guest(graphqlUrl)];
  const email = `${randomUUID()}@example.com`;
  const variant = await findVariant(shopper, 1);
  const cart = await fillCart(shopper, [{ variantId: variant.id, quantity: 1 }]);
  await placeOrder(shopper, { ...placeInput(cart), email, newsletter: true });

  const { text } = await mailTo(mailboxUrl, email, 'Would you like our newsletter?');
  expect(await inNewFile(staff, email)).toBeUndefined();
  const token = /newsletter-confirmation\?token=([\w-]+)/.exec(text)?.[1];
  const { newsletterConfirm } = await shopper.ask<{ newsletterConfirm: object }>(
    `mutation ($input: NewsletterConfirmInput!) { newsletterConfirm(input: $input) {
      __typename ... on NewsletterConfirmSuccess { email } } }`,
    { input: { token } },
  );
  expect(newsletterConfirm).toEqual({ __typename: 'NewsletterConfirmSuccess', email });

  const line = await inNewFile(staff, email);
  expect(line).toMatchObject({ source: 'CHECKOUT' });
  const clicked = await fetch(line?.unsubscribeUrl ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(clicked.status).toBe(200);
  expect(await inNewFile(staff, email)).toBeUndefined();
});
