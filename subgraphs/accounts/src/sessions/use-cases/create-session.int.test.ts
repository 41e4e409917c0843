import { openTestDatabase } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { PrismaClient } from '../../generated/prisma/client.ts';
import type { Tables } from '../../generated/tables.ts';
import { insertUsers, replacePassword } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { createSession } from './create-session.ts';

/** Lets everybody through. */
const attempts = { begin: () => Promise.resolve(), succeed: () => Promise.resolve() };

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
  const dependencies = { attempts, database, passwords } as unknown as Dependencies;
  for (const email of ['known@example.com', 'unknown@example.com', 'no address']) {
    const attempt = createSession(dependencies, {
      email,
      password: 'a password',
      viewer: null,
      userAgent: null,
      network: null,
    });
    expect(await attempt).toEqual({ kind: 'invalid-credentials' });
  }
  expect(checked).toEqual(['hash', null, null]);
});

it('opens no session with a password that is replaced while it is checked', async () => {
  await using opened = await openTestDatabase<Tables, PrismaClient>(PrismaClient, 'accounts');
  const { database } = opened;
  const id = uuidv7();
  await insertUsers(database.statements, [
    { id, role: 'CUSTOMER', email: 'known@example.com', passwordHash: 'old' },
  ]);
  const passwords = {
    verify: async () => {
      await database.transaction((tx) => replacePassword(tx, { userId: id, from: 'old', to: 'new' }));
      return true;
    },
  };
  const transact = (work: (tx: unknown) => unknown) => database.transaction(work as never);
  const gate = { challenge: () => Promise.resolve(null) };
  const dependencies = { attempts, database, passwords, transact, gate } as unknown as Dependencies;
  const signIn = {
    email: 'known@example.com',
    password: 'a password',
    viewer: null,
    userAgent: null,
    network: null,
  };
  expect(await createSession(dependencies, signIn)).toEqual({ kind: 'invalid-credentials' });
  expect(await database.statements.selectFrom('sessions').select('id').execute()).toEqual([]);
});
