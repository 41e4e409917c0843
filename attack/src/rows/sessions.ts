import type { Attack } from '../attack.ts';
import { nothingIn, refusedWith } from '../target/finding.ts';
import { must, newCustomer, newGuest, password, placeOrder } from '../target/people.ts';
import { sendPassword } from '../target/staff.ts';
import type { Visitor } from '../target/visitor.ts';

const endsWithinMs = 5_000;

/** Asks until the token is refused; every answer is waited for. @returns how long it lived, in milliseconds */
async function lifeOf(visitor: Visitor): Promise<number> {
  const startedAt = performance.now();
  const elapsedMs = (): number => performance.now() - startedAt;
  while (elapsedMs() < endsWithinMs) {
    const { errors } = await visitor.ask('{ me { id } }');
    if (errors.some(({ extensions }) => extensions?.['accessToken'] === 'REVOKED')) break;
  }
  return elapsedMs();
}

const ended = (ms: number) => ({ held: ms < endsWithinMs, got: `it lived for ${ms.toFixed(0)} ms` });

interface Refreshed {
  readonly __typename?: string;
  readonly tokens?: { readonly accessToken: string; readonly refreshToken: string };
}

async function refreshed(visitor: Visitor, refreshToken = ''): Promise<Refreshed> {
  const mutation = `mutation ($input: SessionRefreshInput!) { result: sessionRefresh(input: $input) { __typename
    ... on SessionCreateSuccess { tokens { accessToken refreshToken } } } }`;
  return must<Refreshed>(visitor, mutation, { input: { refreshToken } });
}

/** Sessions that outlive their end, or are planted. */
export const sessionAttacks: readonly Attack[] = [
  {
    name: "plants a guest's token and waits until the buyer registers",
    threat: 'API2',
    transport: 'HTTP',
    expected: 'the token is dead, and reads nothing',
    run: async ({ newVisitor }) => {
      const planted = await newGuest(newVisitor());
      const customer = await newCustomer(newVisitor().as(planted.token));
      const order = await placeOrder(customer);
      const thief = newVisitor().as(planted.token);
      return nothingIn(
        await thief.ask(`{ order(id: "${order.id}") { id } }`),
        await thief.ask('{ notifications(first: 1) { totalCount } }'),
        await thief.ask(`mutation { orderCancel(input: { orderId: "${order.id}" }) { __typename } }`),
      );
    },
  },
  {
    name: "plants a guest's token and waits until the buyer signs in",
    threat: 'API2',
    transport: 'HTTP',
    expected: 'the token is dead, and reads nothing',
    run: async ({ newVisitor }) => {
      const { email } = await newCustomer(newVisitor());
      const planted = await newGuest(newVisitor());
      const { tokens } = await sendPassword(newVisitor().as(planted.token), email, password);
      const order = await placeOrder(newVisitor().as(tokens?.accessToken));
      const thief = newVisitor().as(planted.token);
      return nothingIn(
        await thief.ask(`{ order(id: "${order.id}") { id } }`),
        await thief.ask('{ notifications(first: 1) { totalCount } }'),
        await thief.ask('{ me { id } }'),
      );
    },
  },
  {
    name: 'refreshes with a refresh token a second time',
    threat: 'API2',
    transport: 'HTTP',
    expected: 'refused, and the session is over for both',
    run: async ({ newVisitor }) => {
      const victim = await newCustomer(newVisitor());
      const first = await refreshed(newVisitor(), victim.refreshToken);
      const second = await refreshed(newVisitor(), first.tokens?.refreshToken);
      const stolen = await refreshed(newVisitor(), victim.refreshToken);
      const ms = await lifeOf(newVisitor().as(second.tokens?.accessToken));
      return {
        held: stolen.tokens === undefined && second.tokens !== undefined && ms < endsWithinMs,
        got: `${String(stolen.__typename)}, and the session lived for ${ms.toFixed(0)} ms`,
      };
    },
  },
  {
    name: 'uses an access token after its owner has logged out',
    threat: 'API2',
    transport: 'HTTP',
    expected: 'refused within seconds',
    run: async ({ newVisitor }) => {
      const customer = await newCustomer(newVisitor());
      await must(
        customer,
        'mutation ($input: SessionDeleteInput!) { result: sessionDelete(input: $input) { __typename } }',
        {
          input: { refreshToken: customer.refreshToken },
        },
      );
      return ended(await lifeOf(customer));
    },
  },
  {
    name: 'uses an access token at another gateway after its owner has logged out',
    threat: 'API2',
    transport: 'HTTP',
    expected: 'refused within seconds',
    run: async ({ newVisitor, trustingUrl }) => {
      const customer = await newCustomer(newVisitor());
      await must(
        customer,
        'mutation ($input: SessionDeleteInput!) { result: sessionDelete(input: $input) { __typename } }',
        { input: { refreshToken: customer.refreshToken } },
      );
      return ended(await lifeOf(customer.at(trustingUrl)));
    },
  },
  {
    name: 'refreshes with a refresh token that they made up',
    threat: 'API2',
    transport: 'HTTP',
    expected: 'refused',
    run: async ({ newVisitor }) => {
      const guessed = Buffer.alloc(32, 7).toString('base64url');
      const refresh =
        'mutation ($input: SessionRefreshInput!) { sessionRefresh(input: $input) { __typename } }';
      return nothingIn(await newVisitor().ask(refresh, { input: { refreshToken: guessed } }));
    },
  },
  {
    name: 'reads who is signed in without any token',
    threat: 'API2',
    transport: 'HTTP',
    expected: 'nothing, or UNAUTHENTICATED',
    run: async ({ newVisitor }) => {
      const visitor = newVisitor();
      const me = nothingIn(await visitor.ask('{ me { id } }'));
      return me.held
        ? refusedWith(['UNAUTHENTICATED'], await visitor.ask('{ orders(first: 1) { totalCount } }'))
        : me;
    },
  },
];
