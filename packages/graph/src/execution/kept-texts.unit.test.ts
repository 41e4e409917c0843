import { buildSchema, isObjectType, parse, type GraphQLFieldResolver } from 'graphql';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Viewer } from '@cartwright/identity';
import { guardAccess } from '../access/access-door.ts';
import { compileOperation } from './compile-operation.ts';
import { KeptTexts } from './kept-texts.ts';
import { writeAnswer } from './written-object.ts';

interface Context {
  readonly money: { readonly currency: string };
  readonly viewer: string;
}

interface Thing {
  name: string;
  readonly tags: readonly string[];
}

const schema = buildSchema(`
  type Query { things: [Thing!]! }
  type Thing {
    name: String!
    tags: [String!]!
    price: String!
    viewer: String
    late: String
    asked(of: String): String
    path: String
    broken: String
    copied: String
    other: Other!
    again: Thing!
  }
  type Other { name: String! viewer: String }
`);

/** The fields that were resolved. */
let resolved: string[];

const resolvers: Record<string, GraphQLFieldResolver<Thing, Context, Readonly<Record<string, unknown>>>> = {
  price: ({ name }, _args, { money }) => `${name} in ${money.currency}`,
  viewer: (_thing, _args, { viewer }) => viewer,
  late: (_thing, _args, { money }) => Promise.resolve(money.currency),
  asked: (_thing, args) => String(args['of']),
  path: (_thing, _args, _context, { variableValues }) => JSON.stringify(variableValues),
  broken: () => {
    throw new Error('broken');
  },
  copied: (_thing, _args, context) => ({ ...context }).viewer,
  other: (thing) => thing,
  again: (thing) => thing,
};

for (const type of Object.values(schema.getTypeMap())) {
  if (!isObjectType(type) || !['Thing', 'Other'].includes(type.name)) continue;
  for (const [name, field] of Object.entries(type.getFields())) {
    const resolve = resolvers[name] ?? ((thing: Thing) => thing[name as keyof Thing]);
    field.resolve = (thing: Thing, args: Readonly<Record<string, unknown>>, context: Context, info) => {
      resolved.push(name);
      return resolve(thing, args, context, info);
    };
  }
}

let texts: KeptTexts;
let things: Thing[];
beforeEach(() => {
  resolved = [];
  things = [{ name: 'cup "A"', tags: ['é', '\u2028'] }];
  texts = new KeptTexts({
    types: ['Thing'],
    variesBy: { money: ({ currency }: Context['money']) => currency },
  });
});

/** Executes a selection of things, and tells what is written and what was resolved for it. */
async function show(selection: string, { viewer = 'ann', currency = 'EUR', variables = {} } = {}) {
  const known = operations.get(selection) ?? compileOperation(schema, parse(selection));
  operations.set(selection, known);
  resolved = [];
  const input = {
    rootValue: { things },
    contextValue: { viewer, money: { currency } },
    variableValues: variables,
  };
  const { data, errors } = await known.execute({ ...input, texts });
  const text = writeAnswer(data);
  const asked = resolved;
  resolved = [];
  const plain = await known.execute(input);
  expect(text).toBe(JSON.stringify(plain.data));
  expect(errors?.map(String)).toEqual(plain.errors?.map(String));
  return { text, resolved: asked };
}

const operations = new Map<string, ReturnType<typeof compileOperation>>();

describe('what was written of an object that never changes', () => {
  it('is written again without being resolved', async () => {
    const first = await show('{ things { __typename name tags price } }');
    expect(first.resolved).toEqual(['name', 'tags', 'price']);
    expect(await show('{ things { __typename name tags price } }')).toEqual({
      text: first.text,
      resolved: [],
    });
  });

  it('is of that object: another one is resolved', async () => {
    await show('{ things { name } }');
    things = [{ name: 'cup B', tags: [] }];
    expect(await show('{ things { name } }')).toEqual({
      text: '{"things":[{"name":"cup B"}]}',
      resolved: ['name'],
    });
  });

  it('is of what the request varies by', async () => {
    await show('{ things { price } }');
    const { text, resolved: again } = await show('{ things { price } }', { currency: 'USD' });
    expect(text).toContain('in USD');
    expect(again).toEqual(['price']);
    expect((await show('{ things { price } }')).text).toContain('in EUR');
  });

  it('is of its selection', async () => {
    await show('{ things { name } }');
    expect((await show('{ things { a: name tags } }')).resolved).toEqual(['name', 'tags']);
  });
});

describe('is resolved each time, in its place,', () => {
  it.each([
    ['what looks at who asks', 'viewer', ['viewer']],
    ['what copies the context', 'copied', ['copied']],
    ['what is awaited', 'late', ['late']],
    ['what looks at where it stands', 'path', ['path']],
    ['what fails', 'broken', ['broken']],
    ['what holds any of these', 'other { name viewer }', ['other', 'name', 'viewer']],
    ['what holds any of these in an object of its kind', 'again { viewer }', ['again', 'viewer']],
  ])('%s', async (_what, selection, expected) => {
    const query = `{ things { a: name ${selection} tags } }`;
    await show(query);
    expect((await show(query, { viewer: 'bob' })).resolved).toEqual(expected);
  });

  it('what a variable is given to', async () => {
    const query = 'query ($of: String) { things { name asked(of: $of) always: asked(of: "x") } }';
    await show(query, { variables: { of: 'one' } });
    const again = await show(query, { variables: { of: 'two' } });
    expect(again.text).toContain('"asked":"two"');
    expect(again.resolved).toEqual(['asked']);
  });
});

it('never tells one what @access lets another see', async () => {
  const guarded = guardAccess(
    buildSchema(`
      directive @access(rule: String!, permission: String) on FIELD_DEFINITION
      type Query { thing: Thing }
      type Thing { cost: Int @access(rule: "PERMISSION", permission: "PRICES_MANAGE") name: String }
    `),
    { owns: {} },
  );
  const { execute } = compileOperation(guarded, parse('{ thing { cost name } }'));
  const rootValue = { thing: { cost: 3, name: 'cup' } };
  const seenBy = async (viewer: Partial<Viewer> | null) => {
    const contextValue = { viewer, money: { currency: 'EUR' } };
    return writeAnswer((await execute({ rootValue, contextValue, variableValues: {}, texts })).data);
  };
  const staff = { id: 's', role: 'STAFF', permissions: ['PRICES_MANAGE'] } as const;
  for (const round of [1, 2]) {
    expect(await seenBy(staff), String(round)).toBe('{"thing":{"cost":3,"name":"cup"}}');
    expect(await seenBy(null), String(round)).toBe('{"thing":{"cost":null,"name":"cup"}}');
  }
});

it('forgets what was asked for least recently, and writes the same', async () => {
  texts = new KeptTexts({ types: ['Thing'], variesBy: {} }, 3_000);
  things = ['one', 'two', 'three'].map((name) => ({ name, tags: [] }));
  await show('{ things { name } }');
  expect((await show('{ things { name } }')).resolved).not.toEqual([]);
});

it('forgets objects of which much was written under many names', async () => {
  texts = new KeptTexts({ types: ['Thing'], variesBy: {} }, 10_000);
  things = [{ name: 'x'.repeat(3_000), tags: [] }];
  const asked = ['a', 'b', 'c'].map((alias) => `{ things { ${alias}: name } }`);
  for (const query of asked) await show(query);
  let known = 0;
  for (const query of asked) if ((await show(query)).resolved.length === 0) known += 1;
  expect(known).toBeLessThan(asked.length);
});

it.each([
  '{ toJSON: things { name } }',
  '{ toJSON: __typename things { name } }',
  '{ things { toJSON: name name } }',
])('writes what a client calls as JSON calls what writes itself: %s', async (query) => {
  await show(query);
  await show(query);
});

it('writes what JSON has no form for as JSON does', () => {
  const value = {
    a: undefined,
    b: [undefined, () => 1],
    c: new Date(0),
    d: Symbol('s'),
    'e"': 1,
    f: Number.NaN,
    g: null,
  };
  expect(writeAnswer(value)).toBe(JSON.stringify(value));
});
