import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertNotifications } from './test-support/insert-notifications.ts';
import { startTestNotifications, type TestNotifications } from './test-support/start-test-notifications.ts';

let notifications: TestNotifications;
beforeAll(async () => {
  notifications = await startTestNotifications();
});
afterAll(() => notifications[Symbol.asyncDispose]());

interface ListPage {
  readonly nodes: { readonly id: string; readonly title: string; readonly readAt: string | null }[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
const list = `query ($first: Int, $after: String) { notifications(first: $first, after: $after) {
  nodes { id title readAt } totalCount pageInfo { hasNextPage endCursor } } }`;
const pageOf = async (viewer: object, variables: object = {}) => {
  const { data } = await notifications.graphql(list, variables, viewer);
  return (data as { notifications: ListPage }).notifications;
};
const allPagesOf = async (viewer: object, first: number) => {
  const pages: ListPage[] = [];
  for (let after: string | null = null; ;) {
    const page = await pageOf(viewer, { first, after });
    pages.push(page);
    if (!page.pageInfo.hasNextPage) return pages;
    after = page.pageInfo.endCursor;
  }
};
const markRead = `mutation ($input: NotificationsMarkReadInput!) {
  notificationsMarkRead(input: $input) { notifications { id readAt } } }`;

describe('the list of notifications', () => {
  it('pages through one’s own, newest first, each once', async () => {
    const [mine, another] = [uuidv7(), uuidv7()];
    await insertNotifications(notifications.database, { userIds: [mine, another], count: 11 });
    const pages = await allPagesOf({ id: mine }, 4);
    expect(pages.map(({ nodes }) => nodes.length)).toEqual([4, 4, 3]);
    expect(pages.map(({ totalCount }) => totalCount)).toEqual([11, 11, 11]);
    const numbers = pages.flatMap(({ nodes }) => nodes.map(({ title }) => Number(title.slice(4))));
    expect(numbers.toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: 11 }, (_, n) => n + 1),
    );
    const moments = numbers.map((n) => Math.floor(n / 2));
    expect(moments).toEqual(moments.toSorted((one, other) => other - one));
  });

  it('holds those of the guest that a customer was', async () => {
    const [customer, guest] = [uuidv7(), uuidv7()];
    await insertNotifications(notifications.database, { userIds: [customer, guest], count: 5 });
    const pages = await allPagesOf({ id: customer, guestId: guest }, 3);
    const ids = new Set(pages.flatMap(({ nodes }) => nodes.map(({ id }) => id)));
    expect(ids.size).toBe(10);
    expect(pages[0]?.totalCount).toBe(10);
    expect((await pageOf({ id: guest, role: 'GUEST' })).totalCount).toBe(5);
  });

  it('is for who is signed in, and refuses a cursor of another list', async () => {
    const nobody = await notifications.graphql(list);
    expect(nobody.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const foreign = await notifications.graphql(list, { after: 'WyJ4Il0' }, {});
    expect(foreign.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('marking as read', () => {
  it('marks one’s own in the order asked for, and passes over everything else', async () => {
    const [mine, another] = [uuidv7(), uuidv7()];
    await insertNotifications(notifications.database, { userIds: [mine, another], count: 1 });
    const [own] = (await pageOf({ id: mine })).nodes;
    const [foreign] = (await pageOf({ id: another })).nodes;
    const input = { ids: [foreign?.id, 'no id', uuidv7(), own?.id, own?.id] };
    const { data } = await notifications.graphql(markRead, { input }, { id: mine });
    expect(data).toEqual({
      notificationsMarkRead: { notifications: [{ id: own?.id, readAt: expect.any(String) as string }] },
    });
    expect((await pageOf({ id: another })).nodes[0]?.readAt).toBeNull();
    const again = await notifications.graphql(markRead, { input }, { id: mine });
    expect(again).toEqual({ data });
  });

  it('takes no more than a hundred at a time', async () => {
    const input = { ids: Array.from({ length: 101 }, () => uuidv7()) };
    const { errors } = await notifications.graphql(markRead, { input }, {});
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('notifications in the graph', () => {
  const userEntities = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User {
    id unreadNotificationCount notifications(first: 2) { totalCount nodes { title } } } } }`;
  const users = Array.from({ length: 40 }, () => uuidv7());
  beforeAll(() => insertNotifications(notifications.database, { userIds: users, count: 3 }));
  const ask = (query: string, of: object[], viewer: object) => notifications.graphql(query, { of }, viewer);
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
      return notifications.statements.statements().filter((sql) => /^\s*SELECT/.test(sql)).length;
    };
    expect([await statementsFor(20), await statementsFor(40)]).toEqual([3, 3]);
  });
});
