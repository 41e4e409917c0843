import { errors } from 'undici';
import { expect, it } from 'vitest';
import { connectionFailure } from './connection-failure.ts';

const withCode = (code: string) => Object.assign(new Error(code), { code });

it.each([
  ['never-sent', withCode('ECONNREFUSED')],
  ['never-sent', new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')])],
  ['never-sent', new errors.ConnectTimeoutError()],
  ['lost', withCode('ECONNRESET')],
  ['lost', new errors.SocketError('other side closed')],
  ['timeout', new errors.HeadersTimeoutError()],
  ['timeout', new errors.BodyTimeoutError()],
  ['other', new Error('what?')],
  ['other', 'not even an error'],
])('classifies as %s: %s', (failure, error) => {
  expect(connectionFailure(error)).toBe(failure);
});
