import { Writable } from 'node:stream';
import { beforeEach, expect, it } from 'vitest';
import { createLogger } from './logger.ts';

let written = '';
const destination = new Writable({
  write(chunk: Buffer, _encoding, done) {
    written += chunk.toString();
    done();
  },
});
const logger = createLogger({ name: 'test', level: 'info', destination });
const lines = () =>
  written
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

beforeEach(() => {
  written = '';
});

it('never writes authorization headers, tokens, passwords or signatures', () => {
  logger.info({ headers: { authorization: 'hunter2', 'simulator-signature': 'hunter2' } }, 'a');
  logger.info({ req: { headers: { authorization: 'hunter2', 'simulator-signature': 'hunter2' } } }, 'b');
  logger.info({ password: 'hunter2', input: { password: 'hunter2', newPassword: 'hunter2' } }, 'c');
  logger.info({ result: { refreshToken: 'hunter2', accessToken: 'hunter2' }, token: 'hunter2' }, 'd');
  logger.info({ deep: { a: { b: { c: [{ token: 'hunter2' }] } } } }, 'e');
  logger.child({ token: 'hunter2' }).info('f');
  expect(lines()).toHaveLength(6);
  expect(written).not.toContain('hunter2');
});

it('never writes who a person is, by the names of fields', () => {
  const address = {
    firstName: 'Hunter',
    lastName: 'Hunter',
    line1: 'Hunter 2',
    city: 'Hunter',
    phone: 'Hunter',
  };
  logger.info(
    { order: { shippingAddress: address, lines: [address] }, recipient: 'Hunter', email: 'Hunter' },
    'a',
  );
  expect(lines()).toHaveLength(1);
  expect(written).not.toContain('Hunter');
});

it('never writes what PostgreSQL says of the values of a row', () => {
  const error = Object.assign(new Error('duplicate key value violates unique constraint "users_email_key"'), {
    code: '23505',
    detail: 'Key (name)=(Hunter) already exists.',
    where: 'COPY users, line 1: "Hunter"',
    table: 'users',
  });
  logger.error({ err: error }, 'a');
  logger.error({ err: new Error('wrapped', { cause: error }) }, 'b');
  logger.error(error, 'c');
  logger.error({ err: new AggregateError([error], 'several') }, 'd');
  logger.error({ reason: 'invalid input syntax for type integer: "Sam \\"Hunter\\""' }, 'e');
  logger.error({ err: new Error('invalid input syntax for type uuid: "Hunter"') }, 'f');
  expect(lines()).toHaveLength(6);
  expect(written).not.toContain('Hunter');
  expect(lines()[0]).toMatchObject({ err: { code: '23505', table: 'users', message: error.message } });
  expect(written).toContain('logger.unit.test.ts');
});

it.each([
  [
    'an e-mail address',
    'could not reach sam.hunter+1@example.com: 550 5.1.1 <hunter@müller.de> unknown',
    /hunter/,
  ],
  ['a card number', 'Unexpected "4111 1111 1111 1111" at input', /1111 1111/],
  ['a phone number', 'sms to +49 (0)30 1234-567 failed', /1234/],
  ['an access token', 'jwt eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl expired', /eyJ/],
  ['credentials', 'cannot connect to postgres://orders:hunter2@127.0.0.1:5432/orders', /hunter2/],
  ['a link', 'GET https://shop.example/orders/CW-1?token=abcdefgh', /abcdefgh/],
  ['a link to unsubscribe', 'POST /unsubscribe/abcdefgh-_9', /abcdefgh/],
  ['such a link in full', 'see https://shop.example/Unsubscribe/abcdefgh-_9?from=mail', /abcdefgh/],
  ['a header', 'authorization: Bearer abcdefgh.ijk', /abcdefgh/],
])('never writes %s in any text', (_what, text, never) => {
  logger.warn({ reason: text, list: [text] }, text);
  logger.error({ err: new Error(text) });
  expect(lines()).toHaveLength(2);
  expect(written).not.toMatch(never);
});

it('writes the address of a request to unsubscribe without its token, at every field that holds one', () => {
  const address = '/unsubscribe/abcdefgh-_9';
  logger.child({ url: address }).warn({ path: address, req: { url: address }, target: address }, 'a');
  logger.info({ url: address }, 'b');
  expect(written).not.toContain('abcdefgh');
  expect(lines().at(-1)).toMatchObject({ url: '/unsubscribe/[redacted]' });
});

it('writes an address without its query, and a card number that is a number as 0', () => {
  logger.info({ url: '/graphql?query=%7Bme%7D&variables=hunter', amount: 4111111111111111, total: 12 }, 'a');
  expect(lines()[0]).toMatchObject({ url: '/graphql?[redacted]', amount: 0, total: 12 });
});

it('writes everything else as it is', () => {
  const fields = {
    orderId: '01990000-0000-7000-8000-411111111111',
    at: new Date('2026-11-26T09:48:10.123Z'),
    number: 'CW-100001',
    stream: { differences: ['max_age', 'storage'], lastSeq: 12_345_678 },
    package: '/work/node_modules/@graphql-tools/executor/index.js',
    none: null,
  };
  logger.info(fields, 'nothing of interest: 12 of 40, 2026-11-26T09:48:10+01:00');
  expect(lines()[0]).toMatchObject({
    ...fields,
    at: '2026-11-26T09:48:10.123Z',
    msg: 'nothing of interest: 12 of 40, 2026-11-26T09:48:10+01:00',
  });
});
