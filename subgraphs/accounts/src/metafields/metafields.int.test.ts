import { afterAll, beforeAll, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { builtIn, staffDesk } from '../../test/staff-desk.ts';
import { startTestAccounts, type TestAccounts } from '../../test/start-test-accounts.ts';
import { collectPerson, forgetPerson } from '../data-requests/repository/persons.ts';

let accounts: TestAccounts;
let desk: ReturnType<typeof staffDesk>;
let token: string;
beforeAll(async () => {
  accounts = await startTestAccounts();
  desk = staffDesk(accounts);
  token = (await desk.hire('owner@example.com', builtIn.owner)).tokens.accessToken;
});
afterAll(() => accounts[Symbol.asyncDispose]());

const points = { namespace: 'loyalty', key: 'points', type: 'INTEGER', value: '120', visibility: 'PUBLIC' };
const rating = { ...points, namespace: 'crm', key: 'rating', visibility: 'PRIVATE' };

const set = (customerId: string, metafields: object[], more: object = {}) =>
  desk.mutate(
    'customerMetafieldsSet',
    { customerId, metafields, ...more },
    {
      token,
      of: `... on CustomerMetafieldsSetSuccess { metafields { key } user { id metafields { key value } } }
        ... on MetafieldChangedError { metafield { value } } ... on InvalidInputError { fields { path code } }`,
    },
  );

it('keeps of a customer what they see, and what staff alone see', async () => {
  const { user, tokens } = await desk.visitor.register('loyal@example.com');
  expect(await set(user.id, [points, rating], { reason: 'Moved from the old shop.' })).toMatchObject({
    metafields: [{ key: 'rating' }, { key: 'points' }],
    user: { id: user.id, metafields: [{ key: 'points', value: '120' }] },
  });
  const own = await accounts.graphql(
    '{ me { metafields { key } metafield(namespace: "crm", key: "rating") { key } } }',
    {},
    tokens.accessToken,
  );
  expect(own.data).toEqual({ me: { metafields: [{ key: 'points' }], metafield: null } });
  const hidden = await accounts.graphql('{ me { privateMetafields { key } } }', {}, tokens.accessToken);
  expect(hidden.data).toEqual({ me: { privateMetafields: [] } });
  const query = 'query ($id: ID!) { user(id: $id) { privateMetafields { key } } }';
  expect((await accounts.graphql(query, { id: user.id }, token)).data).toEqual({
    user: { privateMetafields: [{ key: 'rating' }] },
  });
  expect(await desk.trail()).toMatchObject([{ operation: 'customerMetafieldsSet', target: user.id }]);
});

it('refuses what is no such value, what is of nobody, and what has changed meanwhile', async () => {
  const { user } = await desk.visitor.register('other@example.com');
  expect(await set(user.id, [{ ...points, value: 'many' }])).toMatchObject({
    fields: [{ path: ['metafields', '0', 'value'], code: 'INVALID_FORMAT' }],
  });
  expect(await set(uuidv7(), [points])).toMatchObject({ __typename: 'CustomerNotFoundError' });
  await set(user.id, [points]);
  expect(await set(user.id, [{ ...points, value: '0', compareDigest: 'of something else' }])).toMatchObject({
    metafield: { value: '120' },
  });
});

it('gives all of it to the person who asks for their data, and keeps none of it of who is erased', async () => {
  const { user } = await desk.visitor.register('leaving@example.com');
  await set(user.id, [points, rating]);
  const ids = [user.id];
  const collect = () =>
    accounts.database.transaction((tx) => collectPerson(tx, { customerId: user.id, ids }));
  expect(await collect()).toMatchObject({ metafields: [rating, points] });
  await accounts.database.transaction((tx) => forgetPerson(tx, { ids, provenEmail: null }));
  expect(await collect()).toMatchObject({ metafields: [] });
});

it('holds what is set to what is laid down of its name, until that is forgotten', async () => {
  const { user } = await desk.visitor.register('ruled@example.com');
  const rule = { namespace: 'loyalty', key: 'points', type: 'INTEGER', name: 'Points', visibility: 'PUBLIC' };
  const define = (input: object, by = token) =>
    desk.mutate(
      'customerMetafieldDefinitionSet',
      { ...rule, maximum: '100', ...input },
      {
        token: by,
        of: `... on CustomerMetafieldDefinitionSetSuccess { metafieldDefinition { id version maximum } }
          ... on CustomerMetafieldDefinitionChangedError { current { version } }`,
      },
    );
  const defined = (await define({ reason: 'Of the club.' })) as unknown as {
    metafieldDefinition: { id: string };
  };
  const { id } = defined.metafieldDefinition;
  expect(defined).toMatchObject({ metafieldDefinition: { version: 1, maximum: '100' } });
  expect(await set(user.id, [points])).toMatchObject({
    fields: [{ path: ['metafields', '0', 'value'], code: 'OUT_OF_RANGE' }],
  });
  expect(await set(user.id, [{ ...points, value: '7' }])).toMatchObject({ metafields: [{ key: 'points' }] });
  expect(await define({})).toMatchObject({ current: { version: 1 } });
  const query = '{ customerMetafieldDefinitions { nodes { id key } totalCount } }';
  expect((await accounts.graphql(query, {}, token)).data).toEqual({
    customerMetafieldDefinitions: { nodes: [{ id, key: 'points' }], totalCount: 1 },
  });
  const { tokens } = await desk.visitor.register('nobody@example.com');
  expect((await accounts.graphql(query, {}, tokens.accessToken)).data).toEqual({
    customerMetafieldDefinitions: null,
  });
  const forget = () =>
    desk.mutate(
      'customerMetafieldDefinitionDelete',
      { id },
      { token, of: '... on CustomerMetafieldDefinitionDeleteSuccess { metafieldDefinitionId }' },
    );
  expect(await forget()).toMatchObject({ metafieldDefinitionId: id });
  expect(await forget()).toMatchObject({ __typename: 'MetafieldDefinitionNotFoundError' });
  expect((await desk.trail()).filter(({ target }) => target === id)).toMatchObject([
    { operation: 'customerMetafieldDefinitionSet' },
    { operation: 'customerMetafieldDefinitionDelete' },
  ]);
  expect(await set(user.id, [points])).toMatchObject({ metafields: [{ key: 'points' }] });
});
