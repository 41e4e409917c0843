import { expect, it } from 'vitest';
import { onMessage } from '../consumer/handlers.ts';
import { closeSecrets, opening, openSecrets, type MessageSeal } from './message-seals.ts';

const contract = { type: 'jobs.link-wanted.v1', secrets: ['token'] };
const seal: MessageSeal = {
  close: (text, owner) => Buffer.from(`${owner}:${text}`).toString('base64url'),
  open: (sealed, owner) =>
    Buffer.from(sealed, 'base64url')
      .toString()
      .slice(owner.length + 1),
};

it('seals what a contract calls a secret, and nothing else', () => {
  const sealed = closeSecrets(contract, seal, { token: 'opens', email: 'sam@example.com' });
  const token = `sealed:${Buffer.from('jobs.link-wanted.v1:opens').toString('base64url')}`;
  expect(sealed).toEqual({ token, email: 'sam@example.com' });
  expect(openSecrets(contract, seal, sealed)).toEqual({ token: 'opens', email: 'sam@example.com' });
});

it('reads what an earlier release sent as it was', () => {
  expect(openSecrets(contract, seal, { token: 'opens' })).toEqual({ token: 'opens' });
});

it('sends no secret, and is not built to read one, without a seal', () => {
  expect(() => closeSecrets(contract, undefined, { token: 'opens' })).toThrow('nothing to seal them with');
  const schema = { safeParse: (data: unknown) => ({ success: true, data }) };
  const handler = onMessage({ ...contract, source: 'orders', schema } as never, () => Promise.resolve());
  expect(() => opening(handler, {})).toThrow('nothing to open them with');
});
