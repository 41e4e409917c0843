import type { Attack } from '../attack.ts';
import { newCustomer } from '../target/people.ts';

const mostErrors = 5;
const mostBytes = 65_536;

/** Requests whose errors would be more than the requests. */
export const errorAttacks: readonly Attack[] = [
  {
    name: 'sends a list of thousands of wrong ids',
    threat: 'API4',
    transport: 'HTTP',
    expected: 'one error, before they are read',
    run: async ({ newVisitor }) => {
      const customer = await newCustomer(newVisitor());
      const query =
        'mutation ($input: NotificationsMarkReadInput!) { notificationsMarkRead(input: $input) { __typename } }';
      const { errors, body, ms } = await customer.ask(query, { input: { ids: Array(55_000).fill(1.5) } });
      return {
        held:
          errors.length === 1 &&
          body.includes('values in variables') &&
          body.length < mostBytes &&
          ms < 1_000,
        got: `${errors.length} errors in ${body.length} bytes after ${ms.toFixed(0)} ms`,
      };
    },
  },
  {
    name: 'has each error repeat what was sent',
    threat: 'API4',
    transport: 'HTTP',
    expected: 'at most 64 KiB of errors',
    run: async ({ newVisitor }) => {
      const alias = 'a'.repeat(4_000);
      const fields = Array.from({ length: 45 }, (_, at) => `${alias}${at}: orders(first: 1) { totalCount }`);
      const { errors, body } = await newVisitor().ask(`{ ${fields.join(' ')} }`);
      // Each field of the answer is a null by its alias, besides.
      const told = Buffer.byteLength(JSON.stringify(errors));
      return {
        held: errors.length > 0 && told <= mostBytes,
        got: `${errors.length} errors in ${told} of ${body.length} bytes`,
      };
    },
  },
  {
    name: 'asks for hundreds of fields that there are not',
    threat: 'API4',
    transport: 'HTTP',
    expected: 'at most five errors',
    run: async ({ newVisitor }) => {
      const fields = Array.from({ length: 300 }, (_, at) => `nothing${at}`);
      const { errors } = await newVisitor().ask(`{ ${fields.join(' ')} }`);
      return { held: errors.length > 0 && errors.length <= mostErrors, got: `${errors.length} errors` };
    },
  },
  {
    name: 'learns names of the schema from suggestions',
    threat: 'API9',
    transport: 'HTTP',
    expected: 'no suggestion',
    run: async ({ newVisitor }) => {
      const answers = [];
      for (const query of [
        '{ produkt { id } }',
        '{ products { node { id } } }',
        '{ shop { nam } }',
        '{ products(frist: 1) { totalCount } }',
      ]) {
        answers.push(await newVisitor().ask(query));
      }
      const told = answers.find(({ body }) => /did you mean/i.test(body));
      const isRefused = answers.every(({ errors }) => errors.length > 0);
      return { held: isRefused && told === undefined, got: told?.body.slice(0, 120) ?? 'none' };
    },
  },
  {
    name: 'makes the shop tell where it is broken',
    threat: 'API8',
    transport: 'HTTP',
    expected: 'no stack, no path, no SQL',
    run: async ({ newVisitor }) => {
      const answers = [];
      for (const body of [
        '{',
        '[]',
        'null',
        '{"query":1}',
        '{"query":"{ product(id: \\"\\u0000\\") { id } }"}',
      ]) {
        answers.push(
          await newVisitor().send('/graphql', { headers: { 'content-type': 'application/json' }, body }),
        );
      }
      const told = answers.find(({ body }) =>
        /node_modules|\.ts:|at \w+ \(|SELECT |prisma|kysely/i.test(body),
      );
      return {
        held: told === undefined,
        got: told?.body.slice(0, 120) ?? answers.map(({ status }) => status).join(', '),
      };
    },
  },
];
