import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { CacheFacts, SearchFacts } from '../src/cache-facts.ts';

/** Types that something else than `id` identifies. */
const otherKeys: Readonly<Record<string, string>> = { PaymentMethod: 'token' };
const pageArguments = new Set(['first', 'after', 'last', 'before']);

/** Reads off a schema what normalising caches have to know of it. */
export function cacheFacts(schema: GraphQLSchema): CacheFacts {
  const types = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'));
  const rootTypes = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  const entities = types.filter((type) => !rootTypes.has(type));
  return {
    keys: Object.fromEntries(entities.flatMap(keyOf)),
    connections: byType(types, isConnection, (field) => [
      field.name,
      field.args.map(({ name }) => name).filter((name) => !pageArguments.has(name)),
    ]),
    searches: Object.fromEntries(Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap(searchOf)),
    lists: Object.fromEntries(
      entities
        .filter(({ name }) => !name.endsWith('Connection'))
        .map((type): [string, string[]] => [type.name, fieldsOf(type, isList).map(({ name }) => name)])
        .filter(([, fields]) => fields.length > 0),
    ),
  };
}

function keyOf(type: GraphQLObjectType): [string, string | null][] {
  const other = otherKeys[type.name];
  if (other !== undefined) return [[type.name, other]];
  return 'id' in type.getFields() && !isError(type) ? [] : [[type.name, null]];
}

/** The `id` of an error is that of what it is about. */
function isError(type: GraphQLObjectType): boolean {
  return type.getInterfaces().some(({ name }) => name === 'UserError');
}

type Field = GraphQLField<unknown, unknown>;

function fieldsOf(type: GraphQLObjectType, wanted: (field: Field) => boolean): Field[] {
  return Object.values(type.getFields()).filter(wanted);
}

function byType<Value>(
  types: readonly GraphQLObjectType[],
  wanted: (field: Field) => boolean,
  entry: (field: Field) => [string, Value],
): Record<string, Record<string, Value>> {
  return Object.fromEntries(
    types
      .map((type): [string, Record<string, Value>] => [
        type.name,
        Object.fromEntries(fieldsOf(type, wanted).map(entry)),
      ])
      .filter(([, fields]) => Object.keys(fields).length > 0),
  );
}

/** A page whose place its own arguments say. */
function isConnection(field: Field): boolean {
  return isConnectionType(field) && field.args.some(({ name }) => name === 'after');
}

/** A field whose input object says a page of what it gives. */
function searchOf({ name, type, args }: Field): [string, SearchFacts][] {
  const result = getNamedType(type);
  if (!isObjectType(result)) return [];
  const connection = Object.values(result.getFields()).find((field) => isConnectionType(field));
  return args.flatMap((argument): [string, SearchFacts][] => {
    const input = getNamedType(argument.type);
    if (connection === undefined || !isInputObjectType(input) || !('after' in input.getFields())) return [];
    const others = Object.keys(input.getFields()).filter((field) => !pageArguments.has(field));
    return [[name, { argument: argument.name, others, connection: connection.name }]];
  });
}

function isConnectionType({ type }: Field): boolean {
  return getNamedType(type).name.endsWith('Connection');
}

function isList({ type }: Field): boolean {
  return isListType(getNullableType(type));
}
