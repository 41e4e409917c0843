import { expect, it } from 'vitest';
import { startTestAccounts } from '../../test/start-test-accounts.ts';
import { goodPassword, visitorTo } from '../../test/visitor.ts';
import { purgeVisits } from './purge.ts';

it('forgets sessions that have ended or expired, and guests who are long gone, and nobody who comes back', async () => {
  await using accounts = await startTestAccounts();
  const visitor = visitorTo(accounts);
  const left = await visitor.startAsGuest();
  const claimed = await visitor.startAsGuest();
  const customer = await visitor.register('comes.back@example.com', claimed.tokens.accessToken);
  const signedOut = await visitor.signIn('comes.back@example.com', goodPassword);
  await visitor.signOut(signedOut.tokens.refreshToken);
  const purge = () => purgeVisits({ ...accounts, config: { GUEST_KEPT_DAYS: 90 } });
  const users = async () => (await accounts.database.prisma.user.findMany()).map(({ id }) => id).toSorted();
  const sessions = () => accounts.database.prisma.session.count();

  await purge();
  expect(await sessions()).toBe(4);
  accounts.advanceDays(2);
  await purge();
  expect(await sessions()).toBe(2); // the guest who was claimed has none any more, and who signed out
  expect((await visitor.refresh(customer.tokens.refreshToken)).__typename).toBe('SessionCreateSuccess');
  const everybody = [left.user.id, claimed.user.id, customer.user.id].toSorted();
  expect(await users()).toEqual(everybody);

  accounts.advanceDays(91);
  const current = await visitor.startAsGuest();
  while ((await purge()).hasMore);
  await purge(); // the sessions whose tokens went before
  expect(await users()).toEqual([claimed.user.id, customer.user.id, current.user.id].toSorted());
  expect(await sessions()).toBe(1);
});
