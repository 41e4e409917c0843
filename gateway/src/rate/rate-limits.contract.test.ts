import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createLogger } from '@cartwright/process';
import { Redis } from 'ioredis';
import { Kind, parse } from 'graphql';
import type { RequestContext } from '../execution/request-context.ts';
import { guessableFields, RateLimits } from './rate-limits.ts';

const supergraph = new URL('../../../supergraph.graphql', import.meta.url);
const rootFields = parse(readFileSync(supergraph, 'utf8')).definitions.flatMap((definition) =>
  definition.kind === Kind.OBJECT_TYPE_DEFINITION && /^(Query|Mutation)$/.test(definition.name.value)
    ? (definition.fields ?? []).map(({ name }) => name.value)
    : [],
);

it('what can be guessed at are fields of the schema: whoever signs in, registers or looks up an order', () => {
  expect([...guessableFields].filter((name) => !rootFields.includes(name))).toEqual([]);
  const guessing =
    /^(session|customer)(Create|Register|PasswordChange|PasswordReset|PasswordResetLinkSend)$|^orderLookup$|^orderAccess|ByAccessToken$/;
  expect([...guessableFields].sort()).toEqual(rootFields.filter((name) => guessing.test(name)).sort());
});

it.each([...guessableFields])('%s is counted by address, without Redis too', async (field) => {
  const redis = new Redis({ lazyConnect: true });
  const rate = { requestsPerSecond: 1_000, signInsPerMinute: 2 };
  const limits = new RateLimits(rate, redis, createLogger({ name: 'test', level: 'silent' }));
  const from = (clientAddress: string) => ({ clientAddress }) as RequestContext;
  await limits.countSignIns([field, field, 'products'], from('192.0.2.1'));
  await limits.countSignIns([field], from('192.0.2.2'));
  const once = limits.countSignIns([field], from('192.0.2.1'));
  await expect(once).rejects.toMatchObject({ extensions: { code: 'RATE_LIMITED' } });
  redis.disconnect();
});
