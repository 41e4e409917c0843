import type { Attack } from '../attack.ts';
import { nothingIn, refusedWith } from '../target/finding.ts';
import { must, newCustomer, newGuest, placeOrder } from '../target/people.ts';
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
