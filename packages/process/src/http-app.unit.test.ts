import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createHttpApp } from './http-app.ts';

const json = { 'content-type': 'application/json' };

function app() {
  const made = createHttpApp(pino({ level: 'silent' }));
  made.route({ method: ['POST', 'DELETE'], url: '/things/:id', handler: () => ({ done: true }) });
  return made;
}

it.each([
  ['a path that cannot be read', '/things/%', 400, 'BAD_REQUEST'],
  ['a part of a path that is too long', `/things/${'x'.repeat(500)}`, 414, 'BAD_REQUEST'],
  ['a path that leads nowhere', '/nowhere', 404, 'NOT_FOUND'],
])('answers %s in the shape of GraphQL’s errors', async (_what, url, status, code) => {
  const response = await app().inject({ method: 'DELETE', url });
  expect(response.statusCode).toBe(status);
  expect(response.json()).toEqual({
    errors: [{ message: expect.any(String) as string, extensions: { code } }],
  });
});

it('takes a DELETE that names a type and has no body, but no such POST', async () => {
  const request = { url: '/things/1', headers: json };
  expect((await app().inject({ ...request, method: 'DELETE' })).json()).toEqual({ done: true });
  expect((await app().inject({ ...request, method: 'POST' })).statusCode).toBe(400);
});

it('refuses a body that is compressed and names what it takes', async () => {
  const headers = { ...json, 'content-encoding': 'gzip' };
  const response = await app().inject({ url: '/things/1', method: 'POST', headers, body: '{}' });
  expect([response.statusCode, response.headers['accept-encoding']]).toEqual([415, 'identity']);
  const plain = { ...json, 'content-encoding': 'identity' };
  expect(
    (await app().inject({ url: '/things/1', method: 'POST', headers: plain, body: '{}' })).statusCode,
  ).toBe(200);
});

it('says which type it takes to who sends another', async () => {
  const response = await app().inject({
    url: '/things/1',
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: 'a,b',
  });
  expect(response.statusCode).toBe(415);
  expect(response.body).toContain('Send JSON');
});

it.each([
  ['what a route answers', { method: 'POST', url: '/things/1', payload: {} }],
  ['what leads nowhere', { method: 'GET', url: '/nowhere' }],
  ['a path that cannot be read', { method: 'GET', url: '/things/%' }],
  ['a body that is none', { method: 'POST', url: '/things/1', headers: json, payload: '{' }],
] as const)('lets no browser guess, load, frame or read anything of %s', async (_what, request) => {
  const { headers } = await app().inject(request);
  expect(headers).toMatchObject({
    'content-security-policy': expect.stringMatching(
      /^default-src 'none';.*frame-ancestors 'none'/,
    ) as string,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
});

it.each([
  ['a public URL under https', { publicUrl: 'https://shop.example' }, {}, true],
  [
    'a trusted proxy that was asked under https',
    { trustProxy: true },
    { 'x-forwarded-proto': 'https' },
    true,
  ],
  ['anybody who says so', {}, { 'x-forwarded-proto': 'https' }, false],
  ['a public URL under http', { publicUrl: 'http://localhost:4000' }, {}, false],
])('keeps browsers at TLS with %s', async (_what, options, headers, kept) => {
  const made = createHttpApp(pino({ level: 'silent' }), options);
  const answer = await made.inject({ url: '/nowhere', headers });
  expect('strict-transport-security' in answer.headers).toBe(kept);
});

it.each([
  ['in another charset', 'application/json; charset=utf-16', Buffer.from('{}'), 415],
  ['in another charset, in quotes', 'application/json;charset="iso-8859-1"', Buffer.from('{}'), 415],
  ['that is not in UTF-8', 'application/json', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400],
  ['in UTF-8', 'application/json; charset=UTF-8', Buffer.from('{}'), 200],
] as const)(
  'reads JSON in UTF-8 alone, and answers a body %s accordingly',
  async (_what, type, payload, status) => {
    const headers = { 'content-type': type };
    const response = await app().inject({ url: '/things/1', method: 'POST', headers, payload });
    expect(response.statusCode).toBe(status);
  },
);
