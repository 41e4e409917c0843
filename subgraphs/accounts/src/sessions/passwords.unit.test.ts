import * as argon2 from '@node-rs/argon2';
import { expect, it, vi } from 'vitest';
import { createPasswords } from './passwords.ts';

vi.mock('@node-rs/argon2', { spy: true });

it('knows the password that was hashed, and no other', async () => {
  const passwords = await createPasswords(1);
  const hash = await passwords.hash('correct horse');
  expect(hash).toMatch(/^\$argon2id\$/);
  expect(await passwords.verify(hash, 'correct horse')).toBe(true);
  expect(await passwords.verify(hash, 'wrong horse')).toBe(false);
});

it('does the work of a check without a hash too, and fails it whatever the password', async () => {
  const passwords = await createPasswords(1);
  vi.mocked(argon2.verify).mockClear();
  expect(await passwords.verify(null, 'a password that nobody has')).toBe(false);
  expect(argon2.verify).toHaveBeenCalledOnce();
});

it('refuses at once when more than a hundred wait', async () => {
  const passwords = await createPasswords(1);
  vi.mocked(argon2.hash).mockImplementation(() => new Promise(() => undefined));
  const waiting = Array.from({ length: 101 }, () => passwords.hash('a password'));
  expect(waiting).toHaveLength(101);
  await expect(passwords.hash('one too many')).rejects.toMatchObject({
    extensions: { code: 'UNAVAILABLE' },
  });
});
