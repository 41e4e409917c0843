import { startTestSmtp, waitFor } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { insertNotifications } from '../../test/insert-notifications.ts';
import { startTestNotifications } from '../../test/start-test-notifications.ts';
import { storedNotifications } from '../../test/stored-notifications.ts';

describe('the mail server', () => {
  const user = uuidv7();

  it('may be away: the mail waits, and goes out when it is back', async () => {
    const gone = await startTestSmtp();
    const { url } = gone;
    await gone.stop();
    await using servers = new AsyncDisposableStack();
    await using notifications = await startTestNotifications({ smtpUrl: url });
    await insertNotifications(notifications.database.statements, {
      userIds: [user],
      count: 1,
      state: 'PENDING',
    });
    await waitFor(async () => (await storedNotifications(notifications.database.statements))[0]?.lastError);
    expect(await storedNotifications(notifications.database.statements)).toMatchObject([
      { state: 'PENDING' },
    ]);
    const back = servers.use(await startTestSmtp({ port: Number(new URL(url).port) }));
    await waitFor(async () => {
      await notifications.makeRetriesDue();
      return (await storedNotifications(notifications.database.statements))[0]?.state === 'SENT';
    });
    expect(back.mails).toHaveLength(1);
    expect(await storedNotifications(notifications.database.statements)).toMatchObject([{ lastError: null }]);
  });

  it('may refuse a recipient permanently: that mail has failed, the others are sent', async () => {
    await using smtp = await startTestSmtp({
      refuse: (recipient) => (recipient.startsWith('user1.1@') ? 550 : undefined),
    });
    await using notifications = await startTestNotifications({ smtpUrl: smtp.url });
    await insertNotifications(notifications.database.statements, {
      userIds: [user],
      count: 2,
      state: 'PENDING',
    });
    const states = async () =>
      (await storedNotifications(notifications.database.statements)).map(({ state }) => state).toSorted();
    await waitFor(async () => !(await states()).includes('PENDING'));
    expect(await states()).toEqual(['FAILED', 'SENT']);
    expect(await storedNotifications(notifications.database.statements)).toContainEqual(
      expect.objectContaining({
        state: 'FAILED',
        attempts: 1,
        lastError: expect.stringContaining('550') as string,
      }),
    );
  });

  it('may refuse a recipient for now: the mail is tried again', async () => {
    let refusals = 0;
    await using smtp = await startTestSmtp({ refuse: () => (refusals++ === 0 ? 451 : undefined) });
    await using notifications = await startTestNotifications({ smtpUrl: smtp.url });
    await insertNotifications(notifications.database.statements, {
      userIds: [user],
      count: 1,
      state: 'PENDING',
    });
    await waitFor(async () => {
      await notifications.makeRetriesDue();
      return (await storedNotifications(notifications.database.statements))[0]?.state === 'SENT';
    });
    expect(await storedNotifications(notifications.database.statements)).toMatchObject([{ attempts: 2 }]);
  });
});

it('sends each mail once, with two replicas at it', async () => {
  await using smtp = await startTestSmtp();
  await using notifications = await startTestNotifications({ smtpUrl: smtp.url });
  await notifications.startReplica();
  await insertNotifications(notifications.database.statements, {
    userIds: [uuidv7(), uuidv7()],
    count: 40,
    state: 'PENDING',
  });
  await waitFor(async () =>
    (await storedNotifications(notifications.database.statements)).every(({ state }) => state === 'SENT'),
  );
  expect(smtp.mails).toHaveLength(80);
  expect(new Set(smtp.mails.map(({ messageId }) => messageId)).size).toBe(80);
  expect(
    (await storedNotifications(notifications.database.statements)).every(({ attempts }) => attempts === 1),
  ).toBe(true);
});
