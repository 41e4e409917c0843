import { createHash } from 'node:crypto';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  execute,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isListType,
  isObjectType,
  parse,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLTypeResolver,
} from 'graphql';
import type { FetchSubgraph } from '../../execution/plan-executor.ts';
import { isData } from '../../execution/merge-data.ts';
import { noteText } from '../../transport/plain-text.ts';

/** How a subgraph behaves: everything that it gives follows from the seed and from what it is asked. */
export interface Temper {
  readonly seed: number;
  /** Whether a field has one value, whichever subgraph gives it and whatever else is asked: so that plans can be compared. */
  readonly isOfOneMind?: boolean;
  /** In how many of a hundred values there is something wrong. */
  readonly faultsPerHundred: number;
}

/**
 * A subgraph of which only the schema is real. The same entity, asked for the same fields, is the same wherever it is asked
 * for; some values are null, of another type, missing, or errors.
 */
export function randomSubgraph(name: string, sdl: string): (temper: Temper) => FetchSubgraph {
  const schema = executable(sdl);
  return (temper) => async (request) => {
    const { query, variables } = request;
    const dice = diceOf(temper.isOfOneMind === true ? `${temper.seed}` : `${temper.seed}:${name}`);
    if (dice(`away:${query.replace(/\w*__\w*/, '')}`, 200) < temper.faultsPerHundred)
      return { errors: [{ message: `${name} is away.`, extensions: { code: 'UNAVAILABLE' } }] };
    const result = await execute({
      schema,
      document: parse(query),
      variableValues: variables,
      rootValue: { seed: rootSeed(variables, temper) },
      contextValue: { dice, temper } satisfies Context,
      fieldResolver,
      typeResolver,
    });
    const answer = spoilt(result, { dice, temper });
    noteText(answer, JSON.stringify(answer));
    return answer;
  };
}

/** A number from 0 to `sides` - 1, always the same for the same text. */
type Dice = (text: string, sides: number) => number;

interface Context {
  readonly dice: Dice;
  readonly temper: Temper;
}

function rootSeed(variables: Readonly<Record<string, unknown>>, { isOfOneMind = false }: Temper): string {
  return JSON.stringify(isOfOneMind || variables['representations'] !== undefined ? {} : variables);
}

function diceOf(seed: string): Dice {
  return (text, sides) => createHash('md5').update(`${seed}:${text}`).digest().readUInt32LE(0) % sides;
}

function executable(sdl: string): GraphQLSchema {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl) });
  const entities = schema.getQueryType()?.getFields()['_entities'];
  if (entities === undefined) return schema;
  entities.resolve = (_root, { representations }, { dice, temper }: Context) =>
    (representations as Record<string, unknown>[]).map((one) => entity(one, { schema, dice, temper }));
  const union = schema.getType('_Entity');
  if (isAbstractType(union)) union.resolveType = (value) => (value as { __typename: string }).__typename;
  return schema;
}

function entity(
  representation: Record<string, unknown>,
  { schema, dice, temper }: Context & { readonly schema: GraphQLSchema },
): unknown {
  const seed = JSON.stringify(representation);
  if (dice(`entity:${seed}`, 100) < temper.faultsPerHundred) return null;
  if (dice(`broken:${seed}`, 200) < temper.faultsPerHundred) return new Error(`Cannot find ${seed}.`);
  const type = schema.getType(String(representation['__typename']));
  if (!isInterfaceType(type)) return { ...representation, seed };
  const possible = schema.getPossibleTypes(type);
  return { ...representation, seed, __typename: possible[dice(seed, possible.length)]?.name };
}

const typeResolver: GraphQLTypeResolver<{ seed: string; __typename?: string }, Context> = (
  { seed },
  { dice },
  { schema },
  type,
) => {
  const possible = schema.getPossibleTypes(type);
  return possible[dice(`type:${seed}`, possible.length)]?.name;
};

const fieldResolver: GraphQLFieldResolver<Record<string, unknown>, Context> = (
  source,
  args,
  { dice, temper },
  info,
) => {
  const { fieldName, parentType, returnType } = info;
  if (Object.hasOwn(source, fieldName) && !isData(source[fieldName])) return source[fieldName];
  const seed = `${String(source['seed'])}:${parentType.name}.${fieldName}${JSON.stringify(args)}`;
  if (dice(`error:${seed}`, 200) < temper.faultsPerHundred)
    throw Object.assign(new Error(`${fieldName} failed.`), { extensions: { code: 'FORBIDDEN' } });
  return randomValue(returnType, seed, dice);
};

function randomValue(type: GraphQLOutputType, seed: string, dice: Dice): unknown {
  const nullable = getNullableType(type);
  if (nullable === type && dice(`null:${seed}`, 8) === 0) return null;
  if (isListType(nullable)) {
    const items = Array.from({ length: dice(`length:${seed}`, 4) }, (_, index) => index);
    return items.map((index) => randomValue(nullable.ofType, `${seed}:${index}`, dice));
  }
  if (isObjectType(nullable) || isAbstractType(nullable)) return { seed };
  if (isEnumType(nullable)) return nullable.getValues()[dice(seed, nullable.getValues().length)]?.name;
  return randomScalar(nullable.name, dice(seed, 4), dice('quotes', 2) === 0 ? '"quoted"' : 'plain');
}

function randomScalar(name: string, number: number, manner: string): unknown {
  switch (name) {
    case 'Int':
      return number;
    case 'Float':
      return number / 2;
    case 'Boolean':
      return number % 2 === 0;
    case 'JSON':
      return { id: number, ['__proto__x']: [number, null] };
    default:
      return `${name}${number} ${manner}\u2028`;
  }
}

/** Spoils an answer as no subgraph of ours would, by what it is of and not by where it stands in a list of entities. */
function spoilt(
  { data, errors = [] }: ExecutionResult,
  { dice, temper }: Context,
): Awaited<ReturnType<FetchSubgraph>> {
  const sides = 20_000 / Math.max(1, temper.faultsPerHundred);
  const spoil = (value: unknown, seed: string): unknown => {
    const fate =
      temper.faultsPerHundred === 0
        ? sides
        : dice(`spoil:${seed}:${JSON.stringify(value)}`, Math.ceil(sides));
    if (fate < wrongValues.length) return wrongValues[fate];
    return inside(value, seed);
  };
  const inside = (value: unknown, seed: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => spoil(one, seed));
    if (!isData(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, spoil(inner, key)]));
  };
  const rootValue = (key: string, value: unknown) => (key === '_entities' ? inside : spoil)(value, key);
  const wrong = isData(data) ? Object.entries(data).map(([key, value]) => [key, rootValue(key, value)]) : [];
  return {
    data: isData(data) ? (Object.fromEntries(wrong) as Record<string, unknown>) : null,
    ...(errors.length > 0 && { errors: errors.map((error) => error.toJSON()) }),
  };
}

const wrongValues: readonly unknown[] = [
  undefined,
  null,
  '',
  'text',
  1.5,
  2 ** 40,
  true,
  [],
  [null],
  [[{ id: 'x' }]],
  {},
  { __typename: 'Nobody' },
  { id: null },
];
