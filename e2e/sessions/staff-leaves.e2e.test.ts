import { randomUUID } from 'node:crypto';
import { beforeAll, expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { mailTo } from '../support/mailbox.ts';
import {
  fillCart,
  findVariant,
  guest,
  paymentBecomes,
  placeInput,
  placeOrder,
  signIn,
} from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const visitor = graphqlClient(graphqlUrl);
const password = 'battery correct staple';
const orders = '{ orders(first: 1) { nodes { id } } }';
const soon = { timeout: 5_000 };

let staff: GraphqlClient;
beforeAll(async () => {
  staff = await staffClient(graphqlUrl);
});

/** An order that is paid, and not sent yet: whoever follows it waits. */
async function paidOrder(): Promise<string> {
  const buyer = await guest(graphqlUrl);
  const variant = await findVariant(visitor, 20, 30);
  const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
  const { id } = await placeOrder(buyer, placeInput(cart, 'sim_ok'));
  await paymentBecomes(buyer, id, 'PAID');
  return id;
}

interface Result {
  readonly __typename: string;
  readonly secret?: string;
  readonly apiKey?: { readonly id: string };
  readonly role?: { readonly id: string };
}

async function act(name: string, input: object, select = ''): Promise<Result> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const { result } = await staff.ask<{ result: Result }>(
    `mutation ($input: ${type}Input!) { result: ${name}(input: $input) {
      __typename ${select === '' ? '' : `... on ${type}Success { ${select} }`} } }`,
    { input },
  );
  expect(result.__typename).toBe(`${type}Success`);
  return result;
}

async function newKey(about: object = {}): Promise<{ id: string; secret: string }> {
  const input = { name: `Scanner ${randomUUID()}`, permissions: ['ORDERS_READ'], ...about };
  const { secret = '', apiKey } = await act('apiKeyCreate', input, 'secret apiKey { id }');
  return { id: apiKey?.id ?? '', secret };
}

async function newMember(): Promise<{ id: string; client: GraphqlClient }> {
  const roleInput = { name: `Role ${randomUUID()}`, permissions: ['ORDERS_READ'] };
  const { role } = await act('staffRoleCreate', roleInput, 'role { id }');
  const email = `member-${randomUUID()}@example.com`;
  await act('staffInvite', { email, roleIds: [role?.id] });
  const { text } = await mailTo(inject('mailboxUrl'), email, 'invitation');
  const token = decodeURIComponent(/token=([\w%-]+)/.exec(text)?.[1] ?? '');
  await visitor.ask(
    'mutation ($input: StaffInvitationAcceptInput!) { staffInvitationAccept(input: $input) { __typename } }',
    { input: { token, password, firstName: 'Robin' } },
  );
  const client = await signIn(visitor, email, password);
  const { me } = await client.ask<{ me: { id: string } }>('{ me { id } }');
  return { id: me.id, client };
}

const codeOf = async (client: GraphqlClient, query = orders) =>
  (await client.send(query)).errors?.[0]?.extensions?.code;

const following = 'subscription ($orderId: ID!) { orderStatusChanged(orderId: $orderId) { version } }';

/** Follows the order over a socket; gives a promise that fails once that is over. */
async function followOnSocket(client: GraphqlClient, orderId: string) {
  const events = client.subscribe<{ orderStatusChanged: { version: number } }>(following, { orderId });
  await events.until(() => true);
  const ended = events
    .until(() => false)
    .then(
      () => 'never',
      () => 'ended',
    );
  return { ended, [Symbol.asyncDispose]: () => events.close() };
}

/** Follows the order over server-sent events; gives a promise of all that came until they end. */
async function followOnStream(
  { token = '' }: GraphqlClient,
  orderId: string,
): Promise<{ ended: Promise<string> }> {
  const response = await fetch(graphqlUrl, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ query: following, variables: { orderId } }),
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const read = async (): Promise<boolean> => {
    const { done = true, value = '' } = (await reader?.read()) ?? {};
    text += value;
    return !done;
  };
  while (!text.includes('"version"') && (await read()));
  expect(text).toContain('"orderStatusChanged"');
  const rest = async (): Promise<string> => {
    while (await read());
    return text;
  };
  return { ended: rest() };
}

it('a member who is disabled is out within seconds, also of what they have open', async () => {
  const [orderId, { id, client }] = [await paidOrder(), await newMember()];
  expect(await codeOf(client)).toBeUndefined();
  await using socket = await followOnSocket(client, orderId);
  const stream = await followOnStream(client, orderId);
  await act('staffMemberDisable', { id, revokeApiKeys: true });
  await expect.poll(() => codeOf(client), soon).toBe('UNAUTHENTICATED');
  expect(await socket.ended).toBe('ended');
  expect(await stream.ended).toContain('"version"');
});

it('a key follows an order over sockets and streams until it is revoked, and is refused in other domains', async () => {
  const [orderId, { id, secret }] = [await paidOrder(), await newKey()];
  const machine = graphqlClient(graphqlUrl, secret);
  expect(await codeOf(machine)).toBeUndefined();
  expect(await codeOf(machine, '{ hiddenReviews(first: 1) { nodes { id } } }')).toBe('FORBIDDEN');
  await using socket = await followOnSocket(machine, orderId);
  const stream = await followOnStream(machine, orderId);
  const known = '{ apiKeys(first: 100) { nodes { id lastUsedAt lastUsedNetwork } } }';
  const { apiKeys } = await staff.ask<{ apiKeys: { nodes: Record<string, unknown>[] } }>(known);
  expect(apiKeys.nodes.find((key) => key['id'] === id)).toMatchObject({
    lastUsedAt: expect.any(String) as unknown,
    lastUsedNetwork: expect.any(String) as unknown,
  });
  await act('apiKeyRevoke', { id });
  await expect.poll(() => codeOf(machine), soon).toBe('UNAUTHENTICATED');
  expect(await socket.ended).toBe('ended');
  expect(await stream.ended).toContain('"version"');
});

it('a key that is rotated works with both secrets while they overlap, and with the new one alone without', async () => {
  const { id, secret: first } = await newKey();
  const rotate = async (overlapMinutes: number) =>
    (await act('apiKeyRotate', { id, overlapMinutes }, 'secret')).secret ?? '';
  const machine = (secret: string) => graphqlClient(graphqlUrl, secret);
  const second = await rotate(60);
  expect(await codeOf(machine(first))).toBeUndefined();
  expect(await codeOf(machine(second))).toBeUndefined();
  const third = await rotate(0);
  for (const secret of [first, second])
    await expect.poll(() => codeOf(machine(secret)), soon).toBe('UNAUTHENTICATED');
  expect(await codeOf(machine(third))).toBeUndefined();
});

it('a key ends at the time that was said, with what it has open', async () => {
  const orderId = await paidOrder();
  const { secret } = await newKey({ expiresAt: new Date(Date.now() + 5_000).toISOString() });
  const machine = graphqlClient(graphqlUrl, secret);
  expect(await codeOf(machine)).toBeUndefined();
  await using socket = await followOnSocket(machine, orderId);
  await expect.poll(() => codeOf(machine), { timeout: 15_000 }).toBe('UNAUTHENTICATED');
  expect(await socket.ended).toBe('ended');
});
