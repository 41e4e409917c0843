import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { builtIn, staffDesk } from '../../test/staff-desk.ts';
import { startTestAccounts } from '../../test/start-test-accounts.ts';
import { inviteFirstOwner } from './door.ts';

it('invites the first owner of a store once, by a link that makes them one, and nobody afterwards', async () => {
  await using accounts = await startTestAccounts();
  const { mutate, visitor, hire } = staffDesk(accounts);
  const invite = (address: string) =>
    inviteFirstOwner({ database: accounts.database, now: accounts.now, newId: () => uuidv7() }, address);
  await visitor.register('shopper@example.com');
  await hire('support@example.com', builtIn.support);
  expect(await invite('no address')).toEqual({ kind: 'no-address' });
  expect(await invite('Shopper@example.com')).toEqual({ kind: 'email-taken' });
  const first = await invite('owner@example.com');
  const second = await invite(' Owner@example.com');
  if (first.kind !== 'invited' || second.kind !== 'invited') throw new Error(JSON.stringify([first, second]));
  const password = 'an owner who comes first';
  const accept = (token: string) =>
    mutate('staffInvitationAccept', { token, password, firstName: 'First', lastName: 'Owner' });
  expect((await accept(first.token)).__typename).toBe('StaffInvitationTokenInvalidError');
  expect((await accept(second.token)).__typename).toBe('StaffInvitationAcceptSuccess');
  const { tokens } = await visitor.signIn('owner@example.com', password);
  const { data } = await accounts.graphql('{ staffRoles { name isOwner } }', {}, tokens.accessToken);
  expect(data).toMatchObject({
    staffRoles: expect.arrayContaining([{ name: 'Owner', isOwner: true }]) as unknown,
  });
  expect(await invite('another@example.com')).toEqual({ kind: 'has-owner' });
});
