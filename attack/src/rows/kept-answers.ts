import { randomUUID } from 'node:crypto';
import type { Attack } from '../attack.ts';
import { newCustomer } from '../target/people.ts';
import { readAnswer, type GraphqlAnswer, type Visitor } from '../target/visitor.ts';

const json = { 'content-type': 'application/json' };

/** What nobody has asked before: nothing is kept of it. */
const unknown = (selection: string): string => `${selection} # ${randomUUID()}`;

/** Headers with which answers might differ; none of them may be part of what others get. */
const misleading: Readonly<Record<string, string>> = {
  host: 'evil.example',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'gopher',
  'x-original-url': '/evil.example',
  'accept-language': 'evil.example',
  'user-agent': 'evil.example',
  'x-currency': 'usd',
};

async function askWith(
  visitor: Visitor,
  query: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<GraphqlAnswer> {
  const body = JSON.stringify({ query });
  return readAnswer(await visitor.send('/graphql', { headers: { ...json, ...headers }, body }));
}

/** Answers that everybody gets, and who is given what of them. https://portswigger.net/research/practical-web-cache-poisoning */
export const keptAnswerAttacks: readonly Attack[] = [
  {
    name: 'has an answer kept that their own headers have changed',
    threat: 'API8',
    transport: 'HTTP',
    expected: 'others get theirs',
    run: async ({ newVisitor }) => {
      const query = unknown('{ products(first: 1) { nodes { id priceRange { min { currencyCode } } } } }');
      const first = await askWith(newVisitor(), query, misleading);
      const { status, body } = await askWith(newVisitor(), query);
      const held =
        first.body.includes('"USD"') &&
        status === 200 &&
        body.includes('"EUR"') &&
        !body.includes('evil.example');
      return { held, got: body.slice(0, 120) };
    },
  },
  {
    name: 'asks in the same bytes what a customer has just asked about themselves',
    threat: 'API1',
    transport: 'HTTP',
    expected: 'nothing of the customer',
    run: async ({ newVisitor }) => {
      const customer = await newCustomer(newVisitor());
      const other = await newCustomer(newVisitor());
      const query = unknown('{ products(first: 1) { nodes { id } } me { id email } }');
      const own = await askWith(customer, query);
      const answers = [await askWith(other, query), await askWith(newVisitor(), query)];
      const isTold = own.body.includes(customer.email);
      const got = answers.filter(({ body }) => body.includes(customer.email));
      return { held: isTold && got.length === 0, got: isTold ? `${got.length} of 2 answers` : 'no answer' };
    },
  },
];
