import { buildSchema, graphql, subscribe, parse } from 'graphql';
import { expect, it } from 'vitest';
import { refuseUnstorableText } from './text-door.ts';

const sdl = `
  type Query { page: Page  find(slug: String, ids: [ID!], filter: Filter): String }
  input Filter { brands: [String!] options: [Option!] }
  input Option { name: String! }
  type Page { items(after: String): String }
  type Mutation { write(input: Note!): Written  touch(input: Note!): String }
  input Note { id: ID text: String! }
  union Written = Done | InvalidInputError
  type Done { text: String }
  type InvalidInputError { message: String }
  type Subscription { told(text: String): String }
`;

const reached: string[] = [];
const schema = refuseUnstorableText(buildSchema(sdl));
const rootValue = {
  find: () => reached.push('find'),
  page: { items: () => reached.push('items') },
  write: ({ input }: { input: { text: string } }) => ({ __typename: 'Done', text: `${input.text.length}` }),
  touch: () => reached.push('touch'),
};
const ask = async (source: string, variableValues: Record<string, unknown>) => {
  reached.length = 0;
  const { data, errors } = await graphql({ schema, source, rootValue, variableValues });
  return errors === undefined ? data : errors.map(({ extensions }) => extensions);
};
const refused = (field: string) => [{ code: 'BAD_USER_INPUT', field }];

it.each(['\0', 'a\0b', '\ud83d', 'a\ud83d', '\ude00a'])(
  'refuses %j wherever it stands, before anything runs',
  async (text) => {
    expect(await ask('query ($t: String) { find(slug: $t) }', { t: text })).toEqual(refused('slug'));
    expect(await ask('query ($t: [ID!]) { find(ids: $t) }', { t: ['1', text] })).toEqual(refused('ids.1'));
    const filters = 'query ($t: Filter) { find(filter: $t) }';
    expect(await ask(filters, { t: { brands: [text] } })).toEqual(refused('filter.brands.0'));
    expect(await ask(filters, { t: { options: [{ name: text }] } })).toEqual(
      refused('filter.options.0.name'),
    );
    expect(await ask('query ($t: String) { page { items(after: $t) } }', { t: text })).toEqual(
      refused('after'),
    );
    expect(await ask('mutation ($t: Note!) { touch(input: $t) }', { t: { text } })).toEqual(
      refused('input.text'),
    );
    expect(reached).toEqual([]);
  },
);

it('leaves what is typed to a mutation that names each field at fault, but not its ids', async () => {
  const write = 'mutation ($t: Note!) { write(input: $t) { ... on Done { text } } }';
  expect(await ask(write, { t: { text: 'a\0' } })).toEqual({ write: { text: '2' } });
  expect(await ask(write, { t: { id: '\0', text: 'a' } })).toEqual(refused('input.id'));
});

it('refuses it in a subscription too', async () => {
  const document = parse('subscription ($t: String) { told(text: $t) }');
  const source = {
    told: () =>
      (async function* () {
        yield await Promise.resolve({ told: 'x' });
      })(),
  };
  const field = schema.getSubscriptionType()?.getFields()['told'];
  expect(field?.resolve).toBeDefined();
  const answer = await subscribe({ schema, document, rootValue: source, variableValues: { t: '\0' } });
  const first = Symbol.asyncIterator in answer ? (await answer.next()).value : answer;
  expect(first?.errors?.[0]?.extensions).toMatchObject(refused('text')[0] ?? {});
});

it('lets every other text pass', async () => {
  for (const t of ['', ' ', '👍', '\ufffd', '\u200b', 'x'.repeat(10_000)]) {
    await ask('query ($t: String) { find(slug: $t) }', { t });
    expect(reached).toEqual(['find']);
  }
});
