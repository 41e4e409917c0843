import { randomUUID } from 'node:crypto';
import { newApiKey } from '@cartwright/identity';
import type { Attack, Finding } from '../attack.ts';
import type { RawAnswer } from '../target/send-from.ts';
import { newCustomer, newGuest, placeOrder } from '../target/people.ts';
import { together } from '../target/together.ts';
import { codesOf, type GraphqlAnswer, type Visitor } from '../target/visitor.ts';

const lookUp = (number: string, email = 'nobody@example.com'): string =>
  `{ orderLookup(number: "${number}", email: "${email}") { number } }`;
const json = { 'content-type': 'application/json' };

/** Of what may come at once, a gateway lets a tenth more through before it asks (gateway/src/rate/leases.ts). */
const leased = 1.1;

/** Held when so many at most were let through, and the others were told when to come again. */
function letThroughAtMost(most: number, answers: readonly RawAnswer[]): Finding {
  const refused = answers.filter(({ status }) => status === 429);
  const through = answers.length - refused.length;
  const areTold = refused.every(({ headers }) => Number(headers['retry-after']) >= 1);
  return {
    held: through <= most && areTold,
    got: `${through} of ${answers.length}${areTold ? '' : ', without Retry-After'}`,
  };
}

const isRateLimited = (answer: GraphqlAnswer): boolean => codesOf(answer) === 'RATE_LIMITED';

/** Sends one wrong password after the other, each from the next of these networks; held when so many at most are looked at. */
async function guessPasswords(
  networks: readonly Visitor[],
  email: string,
  { tried, most }: { readonly tried: number; readonly most: number },
): Promise<Finding> {
  const query =
    'mutation ($input: SessionCreateInput!) { result: sessionCreate(input: $input) { __typename } }';
  const answers: GraphqlAnswer[] = [];
  for (let at = 0; at < tried; at += 1) {
    const visitor = networks[at % networks.length];
    if (visitor) answers.push(await visitor.ask(query, { input: { email, password: `wrong guess ${at}` } }));
  }
  const met = answers.filter((answer) => !isRateLimited(answer)).length;
  return { held: met > 0 && met <= most, got: `${met} of ${answers.length} guesses were looked at` };
}

/** More than one may have: https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/ */
export const rateAttacks: readonly Attack[] = [
  {
    name: 'begins sessions as a guest to have more requests',
    threat: 'API4',
    transport: 'HTTP',
    expected: 'no more than one newcomer has',
    run: async ({ newNetwork }) => {
      const visitor = newNetwork()(1);
      const guests = [await newGuest(visitor), await newGuest(visitor), await newGuest(visitor)];
      const body = JSON.stringify({ query: '{ __typename }' });
      const startedAt = performance.now();
      const answers = await together(600, (at) =>
        (guests[at % guests.length] ?? visitor).send('/graphql', { headers: json, body }),
      );
      const seconds = (performance.now() - startedAt) / 1_000;
      return letThroughAtMost(leased * 200 + 100 * seconds, answers);
    },
  },
  {
    name: 'tries made-up tokens',
    threat: 'API2',
    transport: 'HTTP',
    expected: 'each counts as five requests',
    run: async ({ newNetwork }) => {
      const visitor = newNetwork()(1).as('not.a.token');
      const body = JSON.stringify({ query: '{ __typename }' });
      const startedAt = performance.now();
      const answers = await together(150, () => visitor.send('/graphql', { headers: json, body }));
      const seconds = (performance.now() - startedAt) / 1_000;
      return letThroughAtMost(leased * 40 + 20 * seconds, answers);
    },
  },
  {
    name: 'says with each request that it was forwarded from somewhere else',
    threat: 'API4',
    transport: 'HTTP',
    expected: '20 of 40, and when to come again',
    run: async ({ newNetwork }) => {
      const visitor = newNetwork()(1);
      const answers = await together(40, (at) =>
        visitor.send('/graphql', {
          headers: { ...json, 'x-forwarded-for': `203.0.${at}.7`, forwarded: `for=203.0.${at}.7` },
          body: JSON.stringify({ query: lookUp(`CW-${at}`) }),
        }),
      );
      return letThroughAtMost(22, answers);
    },
  },
  {
    name: 'guesses the password of one account from twelve networks',
    threat: 'API2',
    transport: 'HTTP',
    expected: 'twenty, and now and then one more',
    run: async ({ newVisitor, newNetwork }) => {
      const { email } = await newCustomer(newVisitor());
      const networks = Array.from({ length: 12 }, () => newNetwork()(1));
      return guessPasswords(networks, email, { tried: 96, most: 30 });
    },
  },
  {
    name: 'guesses the password of one account from one address',
    threat: 'API2',
    transport: 'HTTP',
    expected: 'five, and now and then one more',
    run: async ({ newVisitor, newNetwork }) => {
      const { email } = await newCustomer(newVisitor());
      return guessPasswords([newNetwork()(1)], email, { tried: 20, most: 8 });
    },
  },
  {
    name: 'guesses the keys of machines',
    threat: 'API2',
    transport: 'HTTP',
    expected: 'twenty a minute',
    run: async ({ newNetwork }) => {
      const visitor = newNetwork()(1);
      const answers = [];
      for (let at = 0; at < 30; at += 1) answers.push(await visitor.as(newApiKey()).ask('{ __typename }'));
      const met = answers.filter((answer) => !isRateLimited(answer)).length;
      return { held: met > 0 && met <= 22, got: `${met} of 30 were looked at` };
    },
  },
  {
    name: 'guesses the address of an order from many networks',
    threat: 'API2',
    transport: 'HTTP',
    expected: 'fifty, and now and then one more',
    run: async ({ newVisitor, newNetwork }) => {
      const buyer = await newCustomer(newVisitor());
      const { number } = await placeOrder(buyer);
      const networks = Array.from({ length: 12 }, () => newNetwork()(1));
      const answers: GraphqlAnswer[] = [];
      for (let at = 0; at < 84; at += 1) {
        const visitor = networks[at % networks.length] ?? buyer;
        answers.push(await visitor.ask(lookUp(number, `${randomUUID()}@example.com`)));
      }
      const met = answers.filter((answer) => !isRateLimited(answer)).length;
      return { held: met > 0 && met <= 60, got: `${met} of 84 were looked at` };
    },
  },
  {
    name: 'looks up an order with wrong addresses, so that its buyer is kept out',
    threat: 'API4',
    transport: 'HTTP',
    expected: 'the buyer is answered',
    run: async ({ newVisitor, newNetwork }) => {
      const buyer = await newCustomer(newVisitor());
      const { number, email } = await placeOrder(buyer);
      const thief = newNetwork()(1);
      for (let at = 0; at < 10; at += 1) await thief.ask(lookUp(number, `${randomUUID()}@example.com`));
      const answer = await newNetwork()(1).ask(lookUp(number, email));
      return { held: answer.errors.length === 0, got: codesOf(answer) };
    },
  },
];
