import { randomUUID } from 'node:crypto';
import type { Attack } from '../attack.ts';
import { mailsTo } from '../target/mails.ts';
import { password } from '../target/people.ts';

const register =
  'mutation ($input: CustomerRegisterInput!) { result: customerRegister(input: $input) { __typename } }';

/** As they are typed, and as they are drawn with other signs. */
const links = [
  'https://evil.example',
  'Win at evil.example/now',
  'www.evil.example',
  'me@evil.example',
  'evil\u2024example',
  'evil\u3002com',
  'evil\uff0ecom',
  'evil.c\u043em',
  'ev\u200bil.com',
  'https\uff1a//evil',
  'hxxps://evil',
  '192.0.2.1',
];

/** What the shop could be made to mail to somebody. */
export const mailAttacks: readonly Attack[] = [
  {
    name: 'has the shop mail a link that they typed as a name',
    threat: 'API6',
    transport: 'mail',
    expected: 'InvalidInputError',
    run: async ({ newVisitor }) => {
      const input = { email: `${randomUUID()}@example.com`, password, lastName: 'Shopper' };
      const got = new Set<string>();
      for (const firstName of links) {
        const { data } = await newVisitor().ask(register, { input: { ...input, firstName } });
        got.add(String((data?.['result'] as { readonly __typename?: string } | undefined)?.__typename));
      }
      return { held: [...got].join() === 'InvalidInputError', got: [...got].join(', ') };
    },
  },
  {
    name: "registers somebody else's address with words and a host of their own",
    threat: 'API6',
    transport: 'mail',
    expected: "the shop's own words and address alone",
    run: async (target) => {
      const visitor = target.newVisitor();
      const email = `${randomUUID()}@example.com`;
      const input = { email, password, firstName: 'Yourprizewaits', lastName: 'Callmenow' };
      await visitor.send('/graphql', {
        headers: {
          'content-type': 'application/json',
          host: 'evil.example',
          'x-forwarded-host': 'evil.example',
        },
        body: JSON.stringify({ query: register, variables: { input } }),
      });
      const mails = await mailsTo(target, email);
      const typed = mails.some((mail) => /Yourprizewaits|Callmenow|evil\.example/.test(mail));
      return {
        held: mails.length > 0 && !typed,
        got: `${mails.length} mails${typed ? ', with their words' : ''}`,
      };
    },
  },
];
