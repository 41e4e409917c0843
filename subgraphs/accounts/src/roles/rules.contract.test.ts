import { permissions } from '@cartwright/identity';
import { readFileSync } from 'node:fs';
import { buildSchema, isEnumType } from 'graphql';
import { expect, it } from 'vitest';
import { covers, missingFrom, noGrant, together } from './rules.ts';

const owner = { isOwner: true, permissions };
const all = { isOwner: false, permissions };
const some = { isOwner: false, permissions: ['ORDERS_READ'] as const };

it('lets owners touch everything, and everybody else what they have', () => {
  expect(covers(owner, owner)).toBe(true);
  expect(covers(all, some)).toBe(true);
  expect(covers(some, some)).toBe(true);
  expect(covers(some, all)).toBe(false);
  expect(covers(noGrant, some)).toBe(false);
  expect(missingFrom(some, { isOwner: false, permissions: ['ORDERS_READ', 'STOCK_MANAGE'] })).toEqual([
    'STOCK_MANAGE',
  ]);
});

it('leaves owners to owners, whatever permissions there are', () => {
  expect(covers(all, owner)).toBe(false);
});

it('takes several roles together, each permission once', () => {
  expect(together([some, some, noGrant])).toEqual(some);
  expect(together([some, owner]).isOwner).toBe(true);
});

it('names the permissions that the schema does', () => {
  const sdl = readFileSync(new URL('../../../../api/schema.graphql', import.meta.url), 'utf8');
  const type = buildSchema(sdl).getType('StaffPermission');
  expect(isEnumType(type) && type.getValues().map(({ name }) => name)).toEqual(permissions);
});
