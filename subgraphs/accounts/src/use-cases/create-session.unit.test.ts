import { expect, it } from 'vitest';
import { createSession } from './create-session.ts';
import type { Dependencies } from './dependencies.ts';

it('checks a password also where there is no account, so that both take as long', async () => {
  const checked: (string | null)[] = [];
  const users = { credentialsByEmail: (email: string) => Promise.resolve(accounts.get(email) ?? null) };
  const accounts = new Map([['known@example.com', { id: '1', passwordHash: 'hash' }]]);
  const dependencies = {
    repository: { users },
    passwords: {
      verify: (hash: string | null) => {
        checked.push(hash);
        return Promise.resolve(false);
      },
    },
  } as unknown as Dependencies;
  const signIn = createSession(dependencies);
  for (const email of ['known@example.com', 'unknown@example.com', 'no address']) {
    expect(await signIn(email, 'a password', null)).toEqual({ kind: 'invalid-credentials' });
  }
  expect(checked).toEqual(['hash', null, null]);
});
