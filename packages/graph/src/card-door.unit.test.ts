import { buildSchema, graphql } from 'graphql';
import { beforeEach, describe, expect, it } from 'vitest';
import { refuseCardNumbers } from './card-door.ts';
import { jsonScalar } from './scalars.ts';

const sdl = `
  directive @mayHoldDigits(as: String!) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION
  scalar JSON
  type Query { find(text: String): String }
  type Mutation {
    write(input: Note!): Written
    touch(id: ID, input: Note, parcel: String @mayHoldDigits(as: "TRACKING_NUMBER")): String
  }
  input Note {
    id: ID  text: String  tags: [String!]  notes: [Note!]  json: JSON  amount: Float
    phone: String @mayHoldDigits(as: "PHONE_NUMBER")
  }
  union Written = Done | InvalidInputError
  type Done { text: String }
  type InvalidInputError { message: String  fields: [InvalidField!]! }
  type InvalidField { path: [String!]!  code: String  message: String }
`;
const number = '4111111111111111';

let reached: string[] = [];
const reach = (name: string) => () => (reached.push(name), name);
const rootValue = {
  find: reach('find'),
  write: () => ({ __typename: 'Done', text: reach('write')() }),
  touch: reach('touch'),
};
const schema = refuseCardNumbers(buildSchema(sdl));
Object.assign(schema.getType('JSON') ?? {}, { parseLiteral: jsonScalar.parseLiteral });
const ask = async (source: string, variableValues: Record<string, unknown> = {}) => {
  const { data, errors } = await graphql({ schema, source, rootValue, variableValues });
  expect(JSON.stringify([data, errors])).not.toContain(number);
  return errors === undefined ? data : errors.map(({ extensions }) => extensions);
};
const refused = (field: string) => [{ code: 'BAD_USER_INPUT', field }];
const touch = (input: unknown) => ask('mutation ($input: Note) { touch(input: $input) }', { input });

beforeEach(() => {
  reached = [];
});

describe('a card number in a mutation', () => {
  it.each([
    ['id', { id: number }],
    ['text', { text: `tok_${number}` }],
    ['tags.1', { tags: ['a', number] }],
    ['notes.0.notes.0.text', { notes: [{ notes: [{ text: number }] }] }],
    ['json.card.0', { json: { card: [number] } }],
    ['json.card', { json: { card: Number(number) } }],
    ['json', { json: { [number]: 1 } }],
    ['json', { json: { [number]: { a: 1 } } }],
    ['amount', { amount: Number(number) }],
    ['phone', { phone: number }],
  ])('is refused at %s, before anything runs', async (place, input) => {
    expect(await touch(input)).toEqual(refused(`input.${place}`));
    expect(reached).toEqual([]);
  });

  it('is refused in the text of the document and in arguments of its own too', async () => {
    expect(await ask(`mutation { touch(id: "${number}") }`)).toEqual(refused('id'));
    expect(await ask(`mutation { touch(input: { tags: "${number}" }) }`)).toEqual(refused('input.tags.0'));
    expect(await ask(`mutation { touch(input: { json: { a: ["${number}"] } }) }`)).toEqual(
      refused('input.json.a.0'),
    );
    expect(reached).toEqual([]);
  });

  it('is told as an outcome where a mutation tells what was typed so, each place once', async () => {
    const write = `mutation ($input: Note!) { write(input: $input) {
      ... on Done { text } ... on InvalidInputError { message fields { path code message } } } }`;
    const input = { id: number, text: 'a', notes: [{ text: number }] };
    const field = { code: 'CARD_NUMBER', message: expect.stringContaining('payment card') as string };
    expect(await ask(write, { input })).toEqual({
      write: {
        message: 'Please check what you entered: id, notes.0.text.',
        fields: [
          { path: ['id'], ...field },
          { path: ['notes', '0', 'text'], ...field },
        ],
      },
    });
    expect(reached).toEqual([]);
    expect(await ask(write, { input: { text: 'a' } })).toEqual({ write: { text: 'write' } });
  });
});

it('gives what has many digits by its nature the rule of its kind', async () => {
  expect(await touch({ phone: '+4915112345670' })).toEqual({ touch: 'touch' });
  expect(await ask('mutation { touch(parcel: "GM60511234500000001") }')).toEqual({ touch: 'touch' });
  expect(await ask(`mutation { touch(parcel: "${number}") }`)).toEqual(refused('parcel'));
});

it('refuses to know a kind that there is not', () => {
  const unknown = sdl.replace('PHONE_NUMBER', 'FAX_NUMBER');
  expect(() => refuseCardNumbers(buildSchema(unknown))).toThrow('phone: @mayHoldDigits knows no FAX_NUMBER');
});

it('lets queries and every other text pass', async () => {
  expect(await ask('query ($text: String) { find(text: $text) }', { text: '4012 8888 8888 1881' })).toEqual({
    find: 'find',
  });
  for (const text of ['', 'Sam', '+49 30 123456', '01990000-0000-7000-8000-000000000000', null])
    expect(await touch({ text })).toEqual({ touch: 'touch' });
});
