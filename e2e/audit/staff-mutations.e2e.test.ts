import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { createRequestSigner } from '@cartwright/identity';
import { loadSecrets } from '@cartwright/stack';
import { postSigned } from '@cartwright/testing';
import { buildSchema } from 'graphql';
import { describe, expect, inject, it } from 'vitest';
import { asked } from '../access/asked.ts';
import { readRules, readSdl, type Rule } from '../access/rules.ts';
import { transports, type Sent } from '../input/transports.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { mailTo } from '../support/mailbox.ts';
import { queryDomain } from '../support/query-domain.ts';
import { sendReviewPhoto } from '../support/send-upload.ts';
import {
  fillCart,
  findVariant,
  followToEnd,
  guest,
  paymentBecomes,
  placeInput,
  placeOrder,
  register,
  signIn,
} from '../support/shopper.ts';
import { act, idOf, mark, reason, staff, url, visitor, type Uses } from './acting.ts';
import { attributeUses } from './attribute-uses.ts';
import { catalogueUses } from './catalogue-uses.ts';
import { fileUses, picture } from './file-uses.ts';
import { promotionUses } from './promotion-uses.ts';
import { taxUses } from './tax-uses.ts';

const store = { databaseUrl: (domain: keyof ReturnType<typeof urls>) => urls()[domain] };
const urls = () => inject('databaseUrls');

/** Of the staff, and allowed nothing; made once a test needs one. */
let helper: Promise<GraphqlClient> | undefined;
const helperOf = (): Promise<GraphqlClient> => (helper ??= newHelper());

/** A paid order, or one that is left where its token leads it. */
async function order(token = 'sim_ok'): Promise<{ buyer: GraphqlClient; id: string }> {
  const buyer = await register(await guest(url));
  const variant = await findVariant(visitor, 20, 30);
  const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
  const { id } = await placeOrder(buyer, placeInput(cart, token));
  if (token === 'sim_ok') await paymentBecomes(buyer, id, 'PAID');
  return { buyer, id };
}

/** An order whose payment staff are to look at. */
async function reviewed(): Promise<string> {
  const token = `sim_card_${randomUUID().replaceAll('-', '')}`;
  const strangers = await Promise.all([order(token), order(token), order(token)]);
  await Promise.all(strangers.map(({ buyer, id }) => followToEnd(buyer, id)));
  const { buyer, id } = await order(token);
  await paymentBecomes(buyer, id, 'IN_REVIEW');
  return id;
}

const customerId = async (): Promise<string> => {
  const { me } = await (await register(await guest(url))).ask<{ me: { id: string } }>('{ me { id } }');
  return me.id;
};
const newKey = async (): Promise<string> =>
  idOf(
    await act('apiKeyCreate', { name: `Scanner ${mark}`, permissions: ['ORDERS_READ'] }, apiKey('Create')),
    'apiKey',
  );
const apiKey = (how: string): string => `... on ApiKey${how}Success { apiKey { id } }`;
const newGroup = async (): Promise<string> =>
  idOf(
    await act(
      'customerGroupCreate',
      { name: `Friends ${randomUUID()}` },
      '... on CustomerGroupSuccess { group { id } }',
    ),
    'group',
  );
const newRole = async (): Promise<string> =>
  idOf(
    await act(
      'staffRoleCreate',
      { name: `Role ${randomUUID()}`, permissions: ['REVIEWS_MODERATE'] },
      '... on StaffRoleCreateSuccess { role { id } }',
    ),
    'role',
  );
const invite = async (email = `${randomUUID()}@example.com`): Promise<string> =>
  idOf(
    await act(
      'staffInvite',
      { email, roleIds: [await newRole()] },
      '... on StaffInviteSuccess { invitation { id } }',
    ),
    'invitation',
  );
/** Where nobody listens: nothing happens that it hears of. */
const newWebhook = async (): Promise<string> =>
  idOf(
    await act(
      'webhookCreate',
      { url: 'https://webhooks.invalid/', subject: mark },
      '... on WebhookCreateSuccess { webhook { id } }',
    ),
    'webhook',
  );

const password = 'battery correct staple';

/** Somebody who has accepted an invitation. */
async function newMember(): Promise<{ id: string; email: string }> {
  const email = `member-${randomUUID()}@example.com`;
  await invite(email);
  const { text } = await mailTo(inject('mailboxUrl'), email, 'invitation');
  const token = decodeURIComponent(/token=([\w%-]+)/.exec(text)?.[1] ?? '');
  const input = { token, password, firstName: 'Robin' };
  await visitor.ask(
    'mutation ($input: StaffInvitationAcceptInput!) { staffInvitationAccept(input: $input) { __typename } }',
    { input },
  );
  const member = await signIn(visitor, email, password);
  const { me } = await member.ask<{ me: { id: string } }>('{ me { id } }');
  return { id: me.id, email };
}

async function newHelper(): Promise<GraphqlClient> {
  const { id, email } = await newMember();
  await act('staffMemberRolesSet', { id, roleIds: [] });
  return signIn(visitor, email, password);
}

async function parcel(): Promise<string> {
  const { id: orderId } = await order();
  const input = { idempotencyKey: randomUUID(), orderId, carrier: 'DHL' };
  const select = '... on OrderFulfillmentCreateSuccess { fulfillment { id } }';
  return idOf(await act('orderFulfillmentCreate', input, select), 'fulfillment');
}

/** A message that orders takes for one that carts has parked. */
async function parkedMessage(): Promise<string> {
  const id = randomUUID();
  await queryDomain(
    store,
    'orders',
    `INSERT INTO parked_messages (id, domain, consumer, type, business_id, reason, attempts, parked_at, state)
     VALUES ($1::uuid, 'carts', 'carts-orders-orders', 'orders.order-placed.v1', $1::text, 'It broke', 1, now(), 'PARKED')`,
    [id],
  );
  return id;
}

async function review(hasPhoto = false): Promise<string> {
  const buyer = await register(await guest(url));
  const { products } = await buyer.ask<{ products: { nodes: { id: string }[] } }>(
    '{ products(first: 1) { nodes { id } } }',
  );
  const photos = hasPhoto ? [await sendReviewPhoto(buyer, picture)] : [];
  const input = { productId: products.nodes[0]?.id, rating: 4, title: mark, body: 'Good.', photos };
  const { reviewCreate } = await buyer.ask<{ reviewCreate: { review: { id: string } } }>(
    `mutation ($input: ReviewCreateInput!) { reviewCreate(input: $input) {
      ... on ReviewCreateSuccess { review { id } } } }`,
    { input },
  );
  return reviewCreate.review.id;
}

const points = { namespace: 'loyalty', key: 'points', type: 'INTEGER', value: '120' };

/** How each of them is used. */
const uses: Uses = {
  ...catalogueUses,
  ...attributeUses,
  ...fileUses,
  ...promotionUses,
  ...taxUses,
  apiKeyCreate: newKey,
  apiKeyRotate: async () => {
    const id = await newKey();
    await act('apiKeyRotate', { id, overlapMinutes: 0 });
    return id;
  },
  apiKeyRevoke: async () => {
    const id = await newKey();
    await act('apiKeyRevoke', { id });
    return id;
  },
  customerDisable: async () => {
    const id = await customerId();
    await act('customerDisable', { id });
    return id;
  },
  customerEnable: async () => {
    const id = await customerId();
    await act('customerDisable', { id });
    await act('customerEnable', { id });
    return id;
  },
  customerMetafieldsSet: async () => {
    const id = await customerId();
    await act('customerMetafieldsSet', { customerId: id, metafields: [points] });
    return id;
  },
  customerGroupCreate: newGroup,
  customerGroupRename: async () => {
    const id = await newGroup();
    await act('customerGroupRename', { id, name: `Others ${randomUUID()}` });
    return id;
  },
  customerGroupDelete: async () => {
    const id = await newGroup();
    await act('customerGroupDelete', { id });
    return id;
  },
  customerGroupMembersAdd: async () => {
    const groupId = await newGroup();
    await act('customerGroupMembersAdd', { groupId, customerIds: [await customerId()] });
    return groupId;
  },
  customerGroupMembersRemove: async () => {
    const input = { groupId: await newGroup(), customerIds: [await customerId()] };
    await act('customerGroupMembersAdd', input);
    await act('customerGroupMembersRemove', input);
    return input.groupId;
  },
  staffRoleCreate: newRole,
  staffRoleUpdate: async () => {
    const id = await newRole();
    await act('staffRoleUpdate', { id, permissions: ['ORDERS_READ'] });
    return id;
  },
  staffRoleDelete: async () => {
    const id = await newRole();
    await act('staffRoleDelete', { id });
    return id;
  },
  staffInvite: () => invite(),
  staffInvitationRevoke: async () => {
    const id = await invite();
    await act('staffInvitationRevoke', { id });
    return id;
  },
  staffMemberRolesSet: async () => {
    const { id } = await newMember();
    await act('staffMemberRolesSet', { id, roleIds: [await newRole()] });
    return id;
  },
  staffMemberDisable: async () => {
    const { id } = await newMember();
    await act('staffMemberDisable', { id, revokeApiKeys: true });
    return id;
  },
  staffMemberEnable: async () => {
    const { id } = await newMember();
    await act('staffMemberDisable', { id, revokeApiKeys: false });
    await act('staffMemberEnable', { id });
    return id;
  },
  orderCancel: async () => {
    const { id: orderId } = await order();
    await act('orderCancel', { orderId });
    return orderId;
  },
  orderFulfillmentCreate: async () => {
    const { id: orderId } = await order();
    const input = { idempotencyKey: randomUUID(), orderId, carrier: 'DHL' };
    await act('orderFulfillmentCreate', input);
    return orderId;
  },
  orderFulfillmentTrackingUpdate: async () => {
    await act('orderFulfillmentTrackingUpdate', { fulfillmentId: await parcel(), carrier: 'UPS' });
    return undefined;
  },
  orderFulfillmentMarkDelivered: async () => {
    await act('orderFulfillmentMarkDelivered', { fulfillmentId: await parcel() });
    return undefined;
  },
  orderMetafieldsSet: async () => {
    const { id: orderId } = await order('sim_action_required');
    await act('orderMetafieldsSet', { orderId, metafields: [points] });
    return orderId;
  },
  checkoutRedrive: async () => {
    const { id: orderId } = await order('sim_late_success');
    await act('checkoutRedrive', { orderId });
    return orderId;
  },
  checkoutCancel: async () => {
    const { id: orderId } = await order('sim_action_required');
    await act('checkoutCancel', { orderId });
    return orderId;
  },
  parkedMessageReplay: async () => {
    const id = await parkedMessage();
    await act('parkedMessageReplay', { id });
    await queryDomain(store, 'orders', 'DELETE FROM parked_messages WHERE id = $1', [id]);
    return id;
  },
  parkedMessageDiscard: async () => {
    const id = await parkedMessage();
    await act('parkedMessageDiscard', { id });
    await queryDomain(store, 'orders', 'DELETE FROM parked_messages WHERE id = $1', [id]);
    return id;
  },
  paymentReviewApprove: async () => {
    const orderId = await reviewed();
    await act('paymentReviewApprove', { orderId });
    return orderId;
  },
  paymentReviewReject: async () => {
    const orderId = await reviewed();
    await act('paymentReviewReject', { orderId });
    return orderId;
  },
  webhookCreate: newWebhook,
  webhookUpdate: async () => {
    const id = await newWebhook();
    await act('webhookUpdate', { id, version: 1, status: 'DISABLED' });
    return id;
  },
  webhookDelete: async () => {
    const id = await newWebhook();
    await act('webhookDelete', { id });
    return id;
  },
  webhookSecretRotate: async () => {
    const id = await newWebhook();
    await act('webhookSecretRotate', { id });
    return id;
  },
  webhookTest: async () => {
    const id = await newWebhook();
    await act('webhookTest', { id });
    return id;
  },
  webhookReplay: async () => {
    const id = await newWebhook();
    await act('webhookReplay', { id, fromPosition: '0' });
    return id;
  },
  reviewReportsDismiss: async () => {
    const id = await review();
    const input = { id, kind: 'SPAM' };
    await (
      await register(await guest(url))
    ).ask('mutation ($input: ReviewReportInput!) { reviewReport(input: $input) { __typename } }', { input });
    await act('reviewReportsDismiss', { id });
    return id;
  },
  reviewAnswer: async () => {
    const id = await review();
    await act('reviewAnswer', { id, body: 'Thank you.' });
    return id;
  },
  reviewAnswerDelete: async () => {
    const id = await review();
    await act('reviewAnswer', { id, body: 'Thank you.' });
    await act('reviewAnswerDelete', { id });
    return id;
  },
  reviewHide: async () => {
    const id = await review();
    await act('reviewHide', { id }, '', 'ReviewModerateInput');
    return id;
  },
  reviewPhotosDelete: async () => {
    const id = await review(true);
    const photos = '... on ReviewPhotosDeleteSuccess { review { photos { id } } }';
    await act('reviewPhotosDelete', { id }, photos);
    return id;
  },
  reviewShow: async () => {
    const id = await review();
    await act('reviewHide', { id }, '', 'ReviewModerateInput');
    await act('reviewShow', { id }, '', 'ReviewModerateInput');
    return id;
  },
};

const staffMutations = readRules().filter(
  ({ type, access }: Rule) => type === 'Mutation' && access.permission !== null,
);

interface Entry {
  readonly id: string;
  readonly outcome: string;
  readonly target: string | null;
  readonly reason: string;
  readonly permission: string | null;
  readonly before: object | null;
  readonly after: object | null;
  readonly staff: { readonly id: string };
}

/** The newest entries of one operation, on one target where it is given. */
async function entries(operation: string, target?: string): Promise<Entry[]> {
  const { staffActions } = await staff.ask<{ staffActions: { nodes: Entry[] } }>(
    `query ($operation: String!, $target: ID) { staffActions(filters: { operations: [$operation], target: $target }, first: 50) {
      nodes { id outcome target reason permission before after staff { id } } } }`,
    { operation, target },
  );
  return staffActions.nodes;
}

const mutations = buildSchema(readSdl('api/schema.graphql')).getMutationType()?.getFields() ?? {};
const secrets = loadSecrets(path.dirname(inject('logDirectory')));

/** Every way to ask for a mutation: each transport of the gateway, and its subgraph without the gateway. */
const ways: Readonly<Record<string, (rule: Rule, sent: Sent, token: string) => Promise<unknown>>> = {
  ...Object.fromEntries(
    Object.entries(transports).map(([name, send]) => [
      name,
      (_rule: Rule, sent: Sent, token: string) => send(url, token, sent),
    ]),
  ),
  'its subgraph': async ({ domain }, sent, token) => {
    const sign = createRequestSigner({ caller: 'gateway', key: secrets.gatewayKeys[domain] });
    const headers = { authorization: `Bearer ${token}` };
    const target = new URL('/graphql', inject('subgraphUrls')[domain]);
    return (await postSigned(target, sent, { sign, headers })).json() as Promise<unknown>;
  },
};

/** What is asked for by each of those ways in turn. */
const refusals = staffMutations
  .filter(({ access }) => access.rule === 'PERMISSION')
  .map((rule, index) => ({ name: rule.field, rule, way: Object.keys(ways)[index % 5] ?? '' }));

/** What takes a part of the store that is down: `subgraphs/accounts/src/data-requests` has it in its trail. */
const usedElsewhere = ['dataRequestRetry'];

it('every mutation of staff is used here', () => {
  expect([...Object.keys(uses), ...usedElsewhere].toSorted()).toEqual(
    staffMutations.map(({ field }) => field).toSorted(),
  );
});

describe.each(Object.entries(uses))('%s', (name, use) => {
  it('leaves a line of who did what to what, from what to what, and why', async () => {
    const known = new Set((await entries(name)).map(({ id }) => id));
    const target = await use();
    let found: Entry | undefined;
    await expect
      .poll(
        async () => {
          found = (await entries(name, target)).find(
            ({ id, outcome }) => outcome === 'DONE' && !known.has(id),
          );
          return found !== undefined;
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    const { me } = await staff.ask<{ me: { id: string } }>('{ me { id } }');
    expect(found).toMatchObject({ staff: { id: me.id }, permission: null, reason });
    expect(found?.target).not.toBeNull();
    expect(found?.before ?? found?.after, 'what it was like, or is').not.toBeNull();
  });
});

it.each(refusals)('$name leaves a line where it is refused by way of $way', async ({ name, rule, way }) => {
  const field = mutations[name];
  if (field === undefined) throw new Error(`There is no mutation ${name}.`);
  const { declared, selection, variables } = asked(field, {});
  const asking = await helperOf();
  const sent = { query: `mutation ${declared} { ${selection} }`, variables };
  const answer = await ways[way]?.(rule, sent, asking.token ?? '');
  expect(answer).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  const { me } = await asking.ask<{ me: { id: string } }>('{ me { id } }');
  await expect
    .poll(async () => (await entries(name)).filter((entry) => entry.staff.id === me.id), { timeout: 20_000 })
    .toMatchObject([{ outcome: 'REFUSED', permission: rule.access.permission, before: null, after: null }]);
});
