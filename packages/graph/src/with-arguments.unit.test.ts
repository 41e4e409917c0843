import { buildSchema, parse, type GraphQLSchema } from 'graphql';
import { expect, it } from 'vitest';
import { compileOperation } from './execution/compile-operation.ts';
import { fieldsWithArguments, withArguments, type Given } from './with-arguments.ts';

const contextValue = {};

/** A schema whose field is looked at twice, and what was seen of its arguments. */
function lookedAt(): { schema: GraphQLSchema; seen: [string, Given][] } {
  const schema = buildSchema('type Query { all: [Item!]! } type Item { twice(of: Int!, list: [Int!]): Int }');
  const seen: [string, Given][] = [];
  for (const { field } of fieldsWithArguments(schema)) {
    field.resolve = (_item, args) => args['of'];
    withArguments(field, (given) => {
      seen.push(['first', given]);
      return { of: Number(given['of']) * 2 };
    });
    withArguments(field, (given) => {
      seen.push(['second', given]);
      return { of: Number(given['of']) + 1 };
    });
  }
  return { schema, seen };
}

const rootValue = { all: [{}, {}, {}] };

it('lets what comes later look first, and the resolver have what came of both', async () => {
  const { schema, seen } = lookedAt();
  const { execute } = compileOperation(schema, parse('{ all { twice(of: 3) } }'));
  const answer = await execute({ rootValue, contextValue, variableValues: {} });
  expect(answer.data).toEqual({ all: [{ twice: 8 }, { twice: 8 }, { twice: 8 }] });
  expect(seen).toEqual([
    ['second', { of: 3 }],
    ['first', { of: 4 }],
  ]);
});

it('looks at arguments without variables once for all executions', async () => {
  const { schema, seen } = lookedAt();
  const { execute } = compileOperation(schema, parse('{ all { twice(of: 3, list: [1]) } }'));
  await execute({ rootValue, contextValue, variableValues: {} });
  await execute({ rootValue, contextValue, variableValues: {} });
  expect(seen).toHaveLength(2);
});

it('looks at those with a variable, also within a value, once for each execution', async () => {
  const { schema, seen } = lookedAt();
  const { execute } = compileOperation(
    schema,
    parse('query ($n: Int!) { all { twice(of: 1, list: [$n]) } }'),
  );
  await execute({ rootValue, contextValue, variableValues: { n: 1 } });
  await execute({ rootValue, contextValue, variableValues: { n: 2 } });
  const asked = seen.filter(([when]) => when === 'second').map(([, given]) => given);
  expect(asked).toEqual([
    { of: 1, list: [1] },
    { of: 1, list: [2] },
  ]);
});
