import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { perDomain } from '@cartwright/events';
import { createRequestSigner, type Permission, type Role } from '@cartwright/identity';
import { loadSecrets } from '@cartwright/stack';
import { postSigned, waitFor } from '@cartwright/testing';
import { buildSchema, isListType, isNonNullType, type GraphQLObjectType } from 'graphql';
import type { JWK } from 'jose';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { createAccessTokens } from '../../subgraphs/accounts/src/sessions/access-tokens.ts';
import type { Field } from '../input/fields.ts';
import type { Known } from '../input/values.ts';
import { graphqlClient, type GraphqlAnswer, type GraphqlClient } from '../support/graphql-client.ts';
import { mutate } from '../support/mutate.ts';
import {
  fillCart,
  findVariant,
  followToEnd,
  guest,
  placeInput,
  placeOrder,
  register,
} from '../support/shopper.ts';
import { sendUpload } from '../support/send-upload.ts';
import { exemptFromTax, planFlashOffer, planListedPrice, planSale, staffClient } from '../support/staff.ts';
import { writeReview } from '../support/write-review.ts';
import { asked, isNothing as isNothingOf } from './asked.ts';
import { readRules, readSdl, type Rule } from './rules.ts';

const graphqlUrl = inject('graphqlUrl');
const subgraphUrls = inject('subgraphUrls');
const secrets = loadSecrets(path.dirname(inject('logDirectory')));
const schema = buildSchema(readSdl('api/schema.graphql'));
const rules = readRules();
const refusals = ['UNAUTHENTICATED', 'FORBIDDEN'];
/** One for each subgraph, which remembers a thousand of them and takes no more. */
const signers = perDomain((domain) =>
  createRequestSigner({ caller: 'gateway', key: secrets.gatewayKeys[domain] }),
);

type Token = string | undefined;
interface Actors {
  readonly nobody: Token;
  readonly guest: Token;
  readonly customer: Token;
  readonly staff: Token;
}
type Name = keyof Actors;
const names: readonly Name[] = ['nobody', 'guest', 'customer', 'staff'];

let strangers: Actors;
let owner: GraphqlClient;
let ownerOfStore: string;
let known: Known;
let references: Readonly<Record<string, string>> = {};

const isNothing = (value: unknown): boolean => isNothingOf(value, Object.values(references));

/** An access token of a session that nothing ends. */
async function tokenOf(role: Role, userId = randomUUID() as string, permissions: readonly Permission[] = []) {
  const key = JSON.parse(secrets.tokenPrivateKey) as JWK;
  const { sign } = await createAccessTokens(key, { staffNeedSecondFactor: false });
  const nothing = { email: null, guestId: null, authenticationMethods: [] };
  const { token } = await sign(
    { ...nothing, userId, sessionId: randomUUID(), role, permissions },
    new Date(),
  );
  return token;
}

/** Of staff who may do that alone; who manages staff is looked up, so that it is an owner. */
const staffWith = ({ access: { permission } }: Rule): Promise<string> =>
  tokenOf(
    'STAFF',
    permission === 'STAFF_MANAGE' ? ownerOfStore : undefined,
    permission === null ? [] : [permission],
  );

/** An import of nothing that could be done. */
async function importOf(staff: GraphqlClient): Promise<string> {
  const bytes = Buffer.from('SKU,Available\nNONE,1\n');
  const uploadId = await sendUpload(staff, { filename: 'stock.csv', mediaType: 'text/csv', bytes });
  const { productImport } = await mutate<{ productImport: { id: string } }>(staff, {
    name: 'productImportCreate',
    input: { uploadId, content: 'STOCK' },
    select: '... on ProductImportCreateSuccess { productImport { id } }',
  });
  return productImport.id;
}

/** An import of customers whose file does not come. */
async function customerImportOf(staff: GraphqlClient): Promise<string> {
  const { customerImport } = await mutate<{ customerImport: { id: string } }>(staff, {
    name: 'customerImportCreate',
    input: { format: 'CSV', filename: 'customers.csv', byteSize: 1 },
    select: '... on CustomerImportCreateSuccess { customerImport { id } }',
  });
  return customerImport.id;
}

/** Gives whatever can have metafields one that staff alone see. */
async function keepForStaff(staff: GraphqlClient): Promise<void> {
  const own = `metafields: [{ namespace: "access", key: "note", type: BOOLEAN, value: "true" }]`;
  const ofCatalogue = (ownerType: string, ownerId = '') =>
    `${ownerType}: catalogueMetafieldsSet(input: { ownerType: ${ownerType}, ownerId: "${ownerId}", ${own} }) { __typename }`;
  const catalogue = `mutation {
    ${ofCatalogue('PRODUCT', references['Product'])} ${ofCatalogue('PRODUCT_VARIANT', references['ProductVariant'])}
    ${ofCatalogue('CATEGORY', references['Category'])} ${ofCatalogue('COLLECTION', references['Collection'])}
    ${ofCatalogue('BRAND', references['Brand'])} }`;
  const others = `mutation {
    order: orderMetafieldsSet(input: { orderId: "${references['Order']}", ${own} }) { __typename }
    cart: cartPrivateMetafieldsSet(input: { cartId: "${references['Cart']}", ${own} }) { __typename }
    customer: customerMetafieldsSet(input: { customerId: "${references['User']}", ${own} }) { __typename } }`;
  for (const mutation of [catalogue, others]) {
    const answers = await staff.ask<Record<string, { __typename: string }>>(mutation);
    for (const { __typename } of Object.values(answers)) expect(__typename).toMatch(/Success$/);
  }
}

/** Keeps something for staff alone of a line in a cart, which goes with it to the order. */
async function keepOfLine(staff: GraphqlClient, line: object): Promise<void> {
  const metafields = [{ namespace: 'access', key: 'note', type: 'BOOLEAN', value: 'true' }];
  const select = '... on CartPrivateMetafieldsSetSuccess { metafields { key } }';
  const kept = await mutate(staff, {
    name: 'cartPrivateMetafieldsSet',
    input: { ...line, metafields },
    select,
  });
  expect(kept).toEqual({ metafields: [{ key: 'note' }] });
}

/** An export of the owner's data that every part of the store has done its part of. */
async function exportOf(client: GraphqlClient): Promise<string> {
  const { customerDataExport } = await client.ask<{ customerDataExport: { request: { id: string } } }>(
    'mutation { customerDataExport { ... on CustomerDataExportSuccess { request { id } } } }',
  );
  const { id } = customerDataExport.request;
  const query = 'query ($id: ID!) { dataRequest(id: $id) { status } }';
  await waitFor(
    async () => {
      const { dataRequest } = await client.ask<{ dataRequest: { status: string } }>(query, { id });
      return dataRequest.status === 'COMPLETED';
    },
    { timeoutMs: 60_000, describe: 'the export' },
  );
  return id;
}

/** A wish list of the owner's with one item. */
async function wishListOf(client: GraphqlClient, variantId: string): Promise<string> {
  const { wishList } = await mutate<{ wishList: { id: string } }>(client, {
    name: 'wishListCreate',
    input: { idempotencyKey: randomUUID(), name: 'Birthday' },
    select: '... on WishListCreateSuccess { wishList { id } }',
  });
  const items = [{ variantId, quantity: 1 }];
  const input = { wishListId: wishList.id, items };
  await mutate(client, { name: 'wishListItemsAdd', input, select: '__typename' });
  return wishList.id;
}

/** A review of the owner's that staff have looked at before and that somebody reports. */
async function reviewOf(client: GraphqlClient, productId: string): Promise<string> {
  const id = await writeReview(client, productId);
  const staff = await staffClient(graphqlUrl);
  const moderated = '... on ReviewModerateSuccess { review { isHidden } }';
  await staff.ask(
    `mutation ($input: ReviewModerateInput!) { reviewHide(input: $input) { ${moderated} } reviewShow(input: $input) { ${moderated} } }`,
    { input: { id, reason: 'To be looked at.' } },
  );
  const other = await register(await guest(graphqlUrl));
  await mutate(other, { name: 'reviewReport', input: { id, kind: 'SPAM' }, select: '__typename' });
  return id;
}

const idOf = async (client: GraphqlClient): Promise<string> =>
  (await client.ask<{ me: { id: string } }>('{ me { id } }')).me.id;

beforeAll(async () => {
  owner = await register(await guest(graphqlUrl));
  const variant = await findVariant(owner, 10);
  const lines = [{ variantId: variant.id, quantity: 1 }];
  const ordered = await fillCart(owner, lines);
  const staff = await staffClient(graphqlUrl);
  await keepOfLine(staff, { cartId: ordered.id, lineId: ordered.lines[0]?.id });
  const { id: orderId } = await placeOrder(owner, placeInput(ordered));
  await followToEnd(owner, orderId);
  const cart = await fillCart(owner, lines);
  const seen = await owner.ask<{
    order: { payment: { id: string }; lines: { id: string }[] };
    notifications: { nodes: { id: string }[] };
    product: { id: string; brandDetails: { id: string }; category: { id: string } };
    shop: { id: string };
    collection: { id: string };
  }>(
    `query ($id: ID!, $slug: String!) { order(id: $id) { payment { id } lines { id } }
      notifications(first: 1) { nodes { id } } product(slug: $slug) { id brandDetails { id } category { id } } shop { id } collection(slug: "reduced") { id } }`,
    { id: orderId, slug: variant.slug },
  );
  references = {
    User: await idOf(owner),
    Order: orderId,
    OrderLine: seen.order.lines[0]?.id ?? '',
    Cart: cart.id,
    Payment: seen.order.payment.id,
    Notification: seen.notifications.nodes[0]?.id ?? '',
    Product: seen.product.id,
    ProductVariant: variant.id,
    Brand: seen.product.brandDetails.id,
    Category: seen.product.category.id,
    Collection: seen.collection.id,
    Shop: seen.shop.id,
    DataExport: await exportOf(owner),
    Review: await reviewOf(owner, seen.product.id),
    MetafieldReference: seen.product.id,
    WishList: await wishListOf(owner, variant.id),
  };
  known = {
    ...{ orderId, cartId: cart.id, lineId: cart.lines[0]?.id },
    ...{ variantId: variant.id, variantIds: variant.id, wishListId: references['WishList'] },
  };
  references = {
    ...references,
    ...{ ProductImport: await importOf(staff), CustomerImport: await customerImportOf(staff) },
  };
  await planSale(staff, variant.id);
  const flashOfferId = await planFlashOffer(staff, variant.id);
  await owner.ask('mutation ($input: QueueJoinInput!) { queueJoin(input: $input) { __typename } }', {
    input: { flashOfferId },
  });
  known = { ...known, flashOfferId };
  await planListedPrice(staff, variant.id);
  await exemptFromTax(staff, references['User'] ?? '', 'An embassy');
  await keepForStaff(staff);
  ownerOfStore = await idOf(staff);
  strangers = {
    nobody: undefined,
    guest: await tokenOf('GUEST', await idOf(await guest(graphqlUrl))),
    customer: await tokenOf('CUSTOMER', await idOf(await register(await guest(graphqlUrl)))),
    staff: await tokenOf('STAFF', await idOf(await register(await guest(graphqlUrl)))),
  };
});

const ofRoot = (type: GraphQLObjectType | null | undefined) =>
  rules.flatMap((rule) => {
    const field: Field | undefined = type?.name === rule.type ? type.getFields()[rule.field] : undefined;
    return field === undefined ? [] : [{ ...rule, name: `${rule.type}.${rule.field}`, asks: field }];
  });

/** What exists, where it is named by the argument `id` alone. */
const byId: Readonly<Record<string, string>> = {
  cart: 'Cart',
  customerImport: 'CustomerImport',
  customerImportChanged: 'CustomerImport',
  order: 'Order',
  payment: 'Payment',
  productImportChanged: 'ProductImport',
  user: 'User',
  wishList: 'WishList',
};

async function call(rule: Rule & { asks: Field }, token: Token, facts: Known): Promise<GraphqlAnswer<Known>> {
  const { declared, selection, variables } = asked(rule.asks, facts);
  const kind = rule.type.toLowerCase();
  return graphqlClient(graphqlUrl, token).send(`${kind} ${declared} { ${selection} }`, variables);
}

function factsFor({ field }: Rule): Known {
  const type = byId[field];
  return type === undefined ? known : { ...known, id: references[type] };
}

/** The code that a root field refuses somebody with; null where it does not. */
function refusalOf({ access, type }: Rule, who: Name): string | null {
  if (access.rule === 'ANYBODY' || (access.rule === 'OWNER' && type === 'Query')) return null;
  if (who === 'nobody') return 'UNAUTHENTICATED';
  if (access.rule === 'PERMISSION') return 'FORBIDDEN';
  return access.rule === 'CUSTOMER' && who === 'guest' ? 'FORBIDDEN' : null;
}

const ownThings = () =>
  owner.ask(
    `query ($orderId: ID!, $cartId: ID!) { me { displayName email addresses { id } wishLists { name items { nodes { id } } } }
      order(id: $orderId) { status version } cart(id: $cartId) { updatedAt totalQuantity status } }`,
    { orderId: references['Order'], cartId: references['Cart'] },
  );

describe('a root field', () => {
  const fields = [...ofRoot(schema.getQueryType()), ...ofRoot(schema.getMutationType())];

  it.each(fields)('$name refuses whom its rule does not let pass', async (rule) => {
    for (const who of names) {
      const { data, errors } = await call(rule, strangers[who], factsFor(rule));
      const codes = (errors ?? []).map(({ extensions }) => extensions?.code ?? '');
      const expected = refusalOf(rule, who);
      const refused = codes.find((code) => refusals.includes(code)) ?? null;
      if (rule.access.rule === 'OWNER' && expected === null) {
        expect({ who, value: data?.[rule.field], isNothing: isNothing(data?.[rule.field]) }).toMatchObject({
          isNothing: true,
        });
      } else expect({ who, refused }).toEqual({ who, refused: expected });
    }
    if (rule.access.permission === null) return;
    const { errors } = await call(rule, await staffWith(rule), rule.type === 'Query' ? factsFor(rule) : {});
    expect((errors ?? []).filter(({ extensions }) => refusals.includes(extensions?.code ?? ''))).toEqual([]);
  });

  it('lets no stranger change anything', async () => {
    const before = await ownThings();
    for (const rule of fields.filter(({ type, access }) => type === 'Mutation' && access.rule === 'OWNER')) {
      for (const who of names) await call(rule, strangers[who], factsFor(rule));
    }
    expect(await ownThings()).toEqual(before);
  });
});

it.each(ofRoot(schema.getSubscriptionType()))(
  '$name begins for whom its rule lets pass alone',
  async (rule) => {
    const { declared, selection, variables } = asked(rule.asks, factsFor(rule));
    const follow = async (token: Token) => {
      await using events = graphqlClient(graphqlUrl, token).subscribe(
        `subscription ${declared} { ${selection} }`,
        variables,
      );
      return (await events.until(() => true)).length;
    };
    const { rule: whom } = rule.access;
    // Any customer passes a rule of customers, and may have done what there is to follow.
    const mayPass = (who: Name) => whom === 'CUSTOMER' && who !== 'nobody' && who !== 'guest';
    const others = names.filter((who) => !mayPass(who)).map((who) => strangers[who]);
    const mayFollow = [
      ...(whom === 'CUSTOMER' ? [] : [await staffWith(rule)]),
      ...(whom === 'PERMISSION' ? [] : [owner.token]),
      ...(whom === 'ANYBODY' ? others : []),
    ];
    const mayNot = [...(whom === 'ANYBODY' ? [] : others), ...(whom === 'PERMISSION' ? [owner.token] : [])];
    for (const token of mayNot) await expect(follow(token)).rejects.toBeDefined();
    for (const token of mayFollow) expect(await follow(token)).toBe(1);
  },
);

/** Each object that belongs to somebody and that is found by its id alone, with the permission of staff who may see it. */
const ofSomebody = [
  ['User', 'CUSTOMERS_READ'],
  ['Cart', 'CUSTOMERS_READ'],
  ['Notification', 'CUSTOMERS_READ'],
  ['Order', 'ORDERS_READ'],
  ['OrderLine', 'ORDERS_READ'],
  ['Payment', 'PAYMENTS_READ'],
] as const;

it.each(ofSomebody)('node finds a %s for its owner and for staff with %s alone', async (type, permission) => {
  const id = references[type];
  const find = (token: Token) =>
    graphqlClient(graphqlUrl, token).ask(
      `query ($id: ID!) { any: node(id: $id) { id } named: node(id: $id) { ... on ${type} { id } } }`,
      { id },
    );
  const found = { any: { id }, named: { id } };
  for (const who of names) expect(await find(strangers[who]), who).toEqual({ any: null, named: null });
  expect(await find(owner.token)).toEqual(found);
  expect(await find(await tokenOf('STAFF', undefined, [permission]))).toEqual(found);
});

/** What a subgraph is told of an entity by others, which show it to whom they may: fields that `@requires` names, and keys that are no id. */
function toldTo(domain: string, type: string): Readonly<Record<string, unknown>> {
  if (domain !== 'products') return {};
  if (type === 'MetafieldReference') return { type: 'PRODUCT', targetId: references['Product'] };
  return type === 'Order' ? { number: 'C-1' } : {};
}

describe('at a subgraph itself, a field of an entity', () => {
  const fields = rules
    .filter(({ isOfEntity }) => isOfEntity)
    // What others tell of an entity is known to whoever asks.
    .filter(({ domain, type, field }) => {
      const told = toldTo(domain, type);
      return Object.keys(told).length === 0 || !(field === 'id' || field in told);
    })
    .flatMap((rule) => {
      const type = schema.getType(rule.type) as GraphQLObjectType | undefined;
      const field: Field | undefined = type?.getFields()[rule.field];
      return field === undefined
        ? []
        : [{ ...rule, name: `${rule.domain}: ${rule.type}.${rule.field}`, asks: field }];
    });

  async function entity(
    { domain, type, asks }: (typeof fields)[number],
    token: Token,
    id: unknown = references[type],
  ): Promise<GraphqlAnswer<{ _entities: (Known | null)[] }>> {
    const { selection, variables, declared } = asked(asks, { first: 1 });
    const parameters = `($references: [_Any!]!${declared === '' ? '' : `, ${declared.slice(1, -1)}`})`;
    const query = `query ${parameters} { _entities(representations: $references) { ... on ${type} { ${selection} } } }`;
    const response = await postSigned(
      new URL('/graphql', subgraphUrls[domain]),
      { query, variables: { ...variables, references: [{ __typename: type, id, ...toldTo(domain, type) }] } },
      {
        sign: signers[domain],
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      },
    );
    return (await response.json()) as GraphqlAnswer<{ _entities: (Known | null)[] }>;
  }

  async function read(rule: (typeof fields)[number], token: Token): Promise<unknown> {
    const { data, errors } = await entity(rule, token);
    expect(errors).toBeUndefined();
    return data?._entities[0]?.[rule.field] ?? null;
  }

  it('is asked of something that exists', () => {
    const types = new Set(fields.map(({ type }) => type));
    expect(Object.keys(references)).toEqual(expect.arrayContaining([...types]));
  });

  it.each([null, 5, true, {}, ['a'], '', 'no-uuid', `${randomUUID()}\0`])(
    'has nothing go wrong inside for the id %j, which is nothing’s',
    async (id) => {
      for (const rule of fields) {
        const { errors = [] } = await entity(rule, owner.token, id);
        expect({
          name: rule.name,
          wrong: errors.filter(({ extensions }) => extensions?.code === 'INTERNAL_SERVER_ERROR'),
        }).toEqual({ name: rule.name, wrong: [] });
      }
    },
  );

  it.each(fields)('$name is null or empty to whom its rule does not show it', async (rule) => {
    const own = await read(rule, owner.token);
    if (rule.access.rule === 'ANYBODY') {
      for (const who of names) expect(isNothing(await read(rule, strangers[who])), who).toBe(isNothing(own));
      return;
    }
    if (isNonNullType(rule.asks.type) && !isListType(rule.asks.type.ofType))
      expect(isNothing(own)).toBe(false);
    for (const who of names) expect(isNothing(await read(rule, strangers[who])), who).toBe(true);
    if (rule.access.permission === null) return;
    const toStaff = await read(rule, await staffWith(rule));
    if (rule.access.rule === 'PERMISSION')
      expect([isNothing(own), isNothing(toStaff)]).toEqual([true, false]);
    else expect(toStaff).toEqual(own);
  });
});
