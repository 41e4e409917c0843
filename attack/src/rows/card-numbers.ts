import { randomUUID } from 'node:crypto';
import { domains } from '@cartwright/events';
import { sampleAddressIn } from '@cartwright/sample-data';
import type { Attack } from '../attack.ts';
import { holdersOf } from '../target/holders-of.ts';
import { fillCart, findVariant, newCustomer, password, placeInput } from '../target/people.ts';
import type { Target } from '../target/target.ts';
import type { GraphqlAnswer } from '../target/visitor.ts';

/** Test numbers of Visa; each row has its own, so that what one leaves behind is not another's. */
const numbers = ['4111 1111 1111 1111', '4012-8888-8888-1881', '4242424242424242', '4000056655665556'];

interface Place {
  readonly what: string;
  readonly ask: (target: Target, number: string) => Promise<GraphqlAnswer>;
}

const placeOrder = 'mutation ($input: OrderPlaceInput!) { result: orderPlace(input: $input) { __typename } }';

async function orderWith(target: Target, changes: object): Promise<GraphqlAnswer> {
  const buyer = await newCustomer(target.newVisitor());
  const { id } = await findVariant(buyer);
  const input = { ...placeInput(await fillCart(buyer, id)), ...changes };
  return buyer.ask(placeOrder, { input });
}

const places: readonly Place[] = [
  {
    what: 'a name',
    ask: ({ newVisitor }, number) =>
      newVisitor().ask(
        'mutation ($input: CustomerRegisterInput!) { result: customerRegister(input: $input) { __typename } }',
        {
          input: {
            email: `card-${randomUUID()}@example.com`,
            password,
            firstName: number,
            lastName: 'Shopper',
          },
        },
      ),
  },
  {
    what: 'a line of an address',
    ask: (target, number) =>
      orderWith(target, { shippingAddress: { ...sampleAddressIn('DE'), line1: `Road ${number}` } }),
  },
  {
    what: 'an idempotency key',
    ask: (target, number) => orderWith(target, { idempotencyKey: `order-${number}` }),
  },
  {
    what: 'the token of a payment',
    ask: (target, number) => orderWith(target, { paymentMethod: { token: number } }),
  },
];

const isRefused = ({ errors, data }: GraphqlAnswer): boolean =>
  errors.length > 0 ||
  (data?.['result'] as { readonly __typename?: string } | undefined)?.__typename === 'InvalidInputError';

/** Numbers of payment cards where none belongs: refused, told nobody, and kept nowhere (PCI DSS, requirement 3). */
export const cardNumberAttacks: readonly Attack[] = places.map(({ what, ask }, at) => ({
  name: `types the number of a card into ${what}`,
  threat: 'API3',
  transport: 'HTTP',
  expected: 'refused, and in no table, log or mail',
  run: async (target) => {
    const number = numbers[at] ?? '';
    const answer = await ask(target, number);
    const holders = await holdersOf(target, domains, [number, number.replaceAll(/\D/g, '')]);
    const isRepeated = answer.body.includes(number);
    return {
      held: isRefused(answer) && !isRepeated && holders.length === 0,
      got: [isRefused(answer) ? 'refused' : 'taken', ...(isRepeated ? ['repeated'] : []), ...holders].join(
        ', ',
      ),
    };
  },
}));
