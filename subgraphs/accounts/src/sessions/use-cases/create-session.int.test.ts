import { openTestDatabase } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { PrismaClient } from '../../generated/prisma/client.ts';
import type { Tables } from '../../generated/tables.ts';
import { insertUsers } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { createSession } from './create-session.ts';

it('checks a password also where there is no account, so that both take as long', async () => {
  await using opened = await openTestDatabase<Tables, PrismaClient>(PrismaClient, 'accounts');
  const { database } = opened;
  const known = { id: uuidv7(), role: 'CUSTOMER', email: 'known@example.com', passwordHash: 'hash' } as const;
  await insertUsers(database.statements, [known]);
  const checked: (string | null)[] = [];
  const passwords = {
    verify: (hash: string | null) => {
      checked.push(hash);
      return Promise.resolve(false);
    },
  };
  const dependencies = { database, passwords } as unknown as Dependencies;
  for (const email of ['known@example.com', 'unknown@example.com', 'no address']) {
    const attempt = createSession(dependencies, {
      email,
      password: 'a password',
      viewer: null,
      userAgent: null,
    });
    expect(await attempt).toEqual({ kind: 'invalid-credentials' });
  }
  expect(checked).toEqual(['hash', null, null]);
});
