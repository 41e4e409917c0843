import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, inject, it } from 'vitest';
import { mailTo } from '../support/mailbox.ts';
import {
  address,
  fillCart,
  findVariant,
  guest,
  paymentBecomes,
  place,
  placeInput,
  placeOrder,
} from '../support/shopper.ts';

const url = inject('graphqlUrl');
const mark = randomUUID().slice(0, 8);
const email = `log-${mark}@example.com`;
const marked = {
  firstName: `First ${mark}`,
  lastName: `Last ${mark}`,
  company: `Firm ${mark}`,
  line1: `Street ${mark}`,
  phone: '+49 30 7654321',
};
const password = `battery ${mark} staple`;
const register = `mutation ($input: CustomerRegisterInput!) { customerRegister(input: $input) {
  __typename ... on SessionCreateSuccess { tokens { accessToken refreshToken } } } }`;

function logFiles(): Map<string, string> {
  const directory = inject('logDirectory');
  const names = readdirSync(directory).filter((name) => name.endsWith('.log'));
  return new Map(names.map((name) => [name, readFileSync(path.join(directory, name), 'utf8')]));
}

it('no process logs who a person is, what opens an account, or a card number', async () => {
  const visitor = await guest(url);
  const { firstName, lastName } = marked;
  const input = { email, password, firstName, lastName };
  const { customerRegister } = await visitor.ask<{
    customerRegister: { tokens: { accessToken: string; refreshToken: string } };
  }>(register, { input });
  const { accessToken, refreshToken } = customerRegister.tokens;
  const customer = visitor.withToken(accessToken);
  await (await guest(url)).send(register, { input }); // the address is taken
  const variant = await findVariant(customer, 5);
  const cartOf = () => fillCart(customer, [{ variantId: variant.id, quantity: 1 }]);
  const own = { email, shippingAddress: { ...address, ...marked } };
  const declined = await placeOrder(customer, { ...placeInput(await cartOf(), 'sim_declined'), ...own });
  await paymentBecomes(customer, declined.id, 'DECLINED');
  await placeOrder(customer, { ...placeInput(await cartOf()), ...own });
  const card = { ...placeInput(await cartOf(), 'tok_4242424242424242'), ...own };
  expect((await place(customer, card)).__typename).toBe('InvalidInputError');
  await fetch(`${url}?query=${encodeURIComponent(`{ order(id: "${email}") { id } }`)}`);
  await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"${email}` });
  await mailTo(inject('mailboxUrl'), email, 'confirmed');

  const files = logFiles();
  expect([...files.keys()]).toEqual(expect.arrayContaining(['gateway.log', 'orders.log', 'postgres.log']));
  const secrets = [mark, '7654321', password, accessToken, refreshToken, '4242424242424242'];
  for (const [name, text] of files) {
    const told = text.split('\n').filter((line) => secrets.some((secret) => line.includes(secret)));
    expect({ name, told }).toEqual({ name, told: [] });
  }
});
