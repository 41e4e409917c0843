import { bothWays, walkBothWays, type SeenPageBothWays } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertNotifications } from '../../test/insert-notifications.ts';
import { startTestNotifications, type TestNotifications } from '../../test/start-test-notifications.ts';

let notifications: TestNotifications;
beforeAll(async () => {
  notifications = await startTestNotifications();
});
afterAll(() => notifications[Symbol.asyncDispose]());

interface ListPage extends SeenPageBothWays<{
  readonly id: string;
  readonly title: string;
  readonly readAt: string | null;
}> {
  readonly totalCount: number;
}
const list = `query (${bothWays.variables}) { notifications(${bothWays.pageArguments}) {
  nodes { id title readAt } totalCount ${bothWays.pageInfo} } }`;
const pageOf = async (viewer: object, variables: object = {}) => {
  const { data } = await notifications.graphql(viewer, list, variables);
  return (data as { notifications: ListPage }).notifications;
};
/** The ids of these users' notifications, newest first. */
const idsOf = async (userIds: readonly string[]): Promise<string[]> => {
  const rows = await notifications.database.statements
    .selectFrom('notifications')
    .select('id')
    .where('userId', 'in', userIds)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(({ id }) => id);
};
const markRead = `mutation ($input: NotificationsMarkReadInput!) {
  notificationsMarkRead(input: $input) { notifications { id readAt } } }`;

describe('the list of notifications', () => {
  it.each([1, 2, 10, 11])('pages through one’s own in pages of %i, newest first, each once', async (size) => {
    const [mine, another] = [uuidv7(), uuidv7()];
    await insertNotifications(notifications.database.statements, { userIds: [mine, another], count: 11 });
    const read = async (page: object): Promise<ListPage> => {
      const found = await pageOf({ id: mine }, page);
      expect(found.totalCount).toBe(11);
      return found;
    };
    const nodes = await walkBothWays(read, size);
    expect(nodes.map(({ id }) => id)).toEqual(await idsOf([mine]));
  });

  it('holds those of the guest that a customer was, newest first, in pages of any size', async () => {
    const [customer, guest] = [uuidv7(), uuidv7()];
    await insertNotifications(notifications.database.statements, { userIds: [customer, guest], count: 5 });
    const viewer = { id: customer, guestId: guest };
    const expected = await idsOf([customer, guest]);
    expect(expected).toHaveLength(10);
    for (const size of [1, 2, 9, 10]) {
      const nodes = await walkBothWays((page) => pageOf(viewer, page), size);
      expect(nodes.map(({ id }) => id)).toEqual(expected);
    }
    expect((await pageOf(viewer)).totalCount).toBe(10);
    expect((await pageOf({ id: guest, role: 'GUEST' })).totalCount).toBe(5);
  });

  it('is for who is signed in, and refuses a cursor of another list', async () => {
    const nobody = await notifications.graphql(null, list);
    expect(nobody.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    for (const page of [{ after: 'WyJ4Il0' }, { before: 'WyJ4Il0' }, { first: 1, last: 1 }]) {
      const refused = await notifications.graphql({}, list, page);
      expect(refused.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });
});

describe('marking as read', () => {
  it('marks one’s own in the order asked for, and ignores everything else', async () => {
    const [mine, another] = [uuidv7(), uuidv7()];
    await insertNotifications(notifications.database.statements, { userIds: [mine, another], count: 1 });
    const [own] = (await pageOf({ id: mine })).nodes;
    const [foreign] = (await pageOf({ id: another })).nodes;
    const input = { ids: [foreign?.id, 'no id', uuidv7(), own?.id, own?.id] };
    const { data } = await notifications.graphql({ id: mine }, markRead, { input });
    expect(data).toEqual({
      notificationsMarkRead: { notifications: [{ id: own?.id, readAt: expect.any(String) as string }] },
    });
    expect((await pageOf({ id: another })).nodes[0]?.readAt).toBeNull();
    const again = await notifications.graphql({ id: mine }, markRead, { input });
    expect(again).toEqual({ data });
  });

  it('takes no more than a hundred at a time', async () => {
    const input = { ids: Array.from({ length: 101 }, () => uuidv7()) };
    const { errors } = await notifications.graphql({}, markRead, { input });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('notifications in the graph', () => {
  const userEntities = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User {
    id unreadNotificationCount notifications(first: 2) { totalCount nodes { title } } } } }`;
  const users = Array.from({ length: 40 }, () => uuidv7());
  beforeAll(() => insertNotifications(notifications.database.statements, { userIds: users, count: 3 }));
  const ask = (query: string, of: object[], viewer: object) => notifications.graphql(viewer, query, { of });
  const asUsers = (ids: string[]) => ids.map((id) => ({ __typename: 'User', id }));

  it('hang on a user, for the user and for staff only', async () => {
    const [mine = '', another = ''] = users;
    const shown = {
      unreadNotificationCount: 2,
      notifications: { totalCount: 3, nodes: expect.anything() as [] },
    };
    const hidden = { unreadNotificationCount: null, notifications: null };
    const asked = asUsers([mine, another]);
    expect((await ask(userEntities, asked, { id: mine })).data).toEqual({
      _entities: [
        { id: mine, ...shown },
        { id: another, ...hidden },
      ],
    });
    expect((await ask(userEntities, asked, { role: 'STAFF' })).data).toEqual({
      _entities: [
        { id: mine, ...shown },
        { id: another, ...shown },
      ],
    });
  });

  it('hang on a user in pages of any size', async () => {
    const [mine = ''] = users;
    const query = `query ($of: [_Any!]!, ${bothWays.variables}) { _entities(representations: $of) {
      ... on User { notifications(${bothWays.pageArguments}) { nodes { id } ${bothWays.pageInfo} } } } }`;
    for (const size of [1, 2, 3]) {
      const read = async (page: object) => {
        const variables = { of: asUsers([mine]), ...page };
        const { data } = await notifications.graphql({ role: 'STAFF' }, query, variables);
        return (data as { _entities: [{ notifications: ListPage }] })._entities[0].notifications;
      };
      expect((await walkBothWays(read, size)).map(({ id }) => id)).toEqual(await idsOf([mine]));
    }
  });

  it('are null to strangers', async () => {
    const [mine = '', another = ''] = users;
    const [own] = (await pageOf({ id: mine })).nodes;
    const entities =
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Notification { title } } }';
    const of = [{ __typename: 'Notification', id: own?.id }];
    expect((await ask(entities, of, { id: mine })).data).toEqual({ _entities: [{ title: own?.title }] });
    expect((await ask(entities, of, { id: another })).data).toEqual({ _entities: [null] });
  });

  it('cost as many statements for 40 users as for 20', async () => {
    const statementsFor = async (count: number) => {
      notifications.statements.reset();
      const { data } = await ask(userEntities, asUsers(users.slice(0, count)), { role: 'STAFF' });
      const { _entities: found } = data as { _entities: { notifications: { nodes: unknown[] } }[] };
      expect(found.map((user) => user.notifications.nodes.length)).toEqual(Array(count).fill(2));
      return notifications.statements.statements().filter((sql) => /^select/.test(sql)).length;
    };
    expect([await statementsFor(20), await statementsFor(40)]).toEqual([3, 3]);
  });
});
