import { randomUUID } from 'node:crypto';
import { waitFor } from '@cartwright/testing';
import { expect, inject, it } from 'vitest';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { mailTo } from '../support/mailbox.ts';
import { findVariant, guest } from '../support/shopper.ts';
import { adjustStock, staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const mailboxUrl = inject('mailboxUrl');

interface Asked {
  readonly result: { readonly __typename: string; readonly alert?: { readonly state: string } };
}

const waitFirst = (client: GraphqlClient, variantId: string, email: string) =>
  client.ask<Asked>(
    `mutation ($input: StockAlertCreateInput!) { result: stockAlertCreate(input: $input) {
      __typename ... on StockAlertCreateSuccess { alert { state } } } }`,
    { input: { variantId, email } },
  );
const mailsTo = async (email: string) => {
  const answer = await fetch(`${mailboxUrl}/api/messages?${new URLSearchParams({ to: email }).toString()}`);
  return (await answer.json()) as { id: string; subject: string }[];
};

it('who waits for what is sold out confirms the address, is told once, and unsubscribes by one request', async () => {
  const [staff, shopper] = [await staffClient(graphqlUrl), await guest(graphqlUrl)];
  const variant = await findVariant(shopper, 5, 60);
  const pieces = variant.quantityAvailable;
  await adjustStock(staff, variant.id, -pieces);
  const email = `${randomUUID()}@example.com`;
  // Notifications follows the catalogue a moment behind.
  await waitFor(async () => {
    const { result } = await waitFirst(shopper, variant.id, email);
    return result.alert?.state === 'UNCONFIRMED';
  });
  const question = await mailTo(mailboxUrl, email, 'Shall we tell you about');
  const token = /alert-confirmation\?token=([\w-]+)/.exec(question.text)?.[1];
  const { alertConfirm } = await shopper.ask<{ alertConfirm: object }>(
    `mutation ($input: AlertConfirmInput!) { alertConfirm(input: $input) {
      ... on AlertConfirmSuccess { alert { state email variant { sku } } } } }`,
    { input: { token } },
  );
  expect(alertConfirm).toMatchObject({ alert: { state: 'WAITING', email, variant: {} } });

  await adjustStock(staff, variant.id, 2);
  const told = await mailTo(mailboxUrl, email, 'is there again');
  expect(told.text).toContain(`/products/${variant.slug}`);
  const { headers } = told as unknown as { headers: { name: string; value: string }[] };
  const header = (name: string) => headers.find((one) => one.name === name)?.value ?? '';
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  const url = /^<([^>]+\/unsubscribe\/[\w-]+)>$/.exec(header('list-unsubscribe').trim())?.[1] ?? '';
  expect(told.text).toContain(url);

  const page = await fetch(url);
  expect([page.status, page.headers.get('set-cookie')]).toEqual([200, null]);
  expect(await page.text()).toContain('<form method="post">');
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const oneClick = () => fetch(url, { method: 'POST', headers: form, body: 'List-Unsubscribe=One-Click' });
  expect((await oneClick()).status).toBe(200);
  expect((await oneClick()).status).toBe(200);

  await adjustStock(staff, variant.id, -2);
  const other = `${randomUUID()}@example.com`;
  await waitFor(async () => (await waitFirst(shopper, variant.id, other)).result.alert !== undefined);
  const { result } = await waitFirst(shopper, variant.id, email);
  expect(result).toMatchObject({ alert: { state: 'UNCONFIRMED' } });
  await mailTo(mailboxUrl, other, 'Shall we');
  await adjustStock(staff, variant.id, pieces);
  expect((await mailsTo(email)).filter(({ subject }) => !subject.startsWith('Shall we'))).toHaveLength(1);
});
