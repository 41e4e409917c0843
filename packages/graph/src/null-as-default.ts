import {
  defaultFieldResolver,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

type Position = GraphQLArgument | GraphQLInputField;
type Values = Record<string, unknown>;

/**
 * Makes an explicit null mean the same as an argument that is left out, wherever an argument or an input field may be
 * null and has a default: many clients send null for what nobody filled in. Generated types say so already. Changes the
 * schema that it is given.
 */
export function nullAsDefault(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.args.some((argument) => holdsDefault(argument, new Set()))) fillArguments(field);
    }
  }
  return schema;
}

/** Values as they were read, with the default in place of each null that has one. */
export function withDefaults(values: Values, positions: readonly Position[]): Values {
  const filled = { ...values };
  for (const { name, type, defaultValue } of positions) {
    if (Object.hasOwn(values, name)) filled[name] = defaulted(values[name], type, defaultValue);
  }
  return filled;
}

function defaulted(value: unknown, type: GraphQLInputType, defaultValue: unknown): unknown {
  if (value === null) return defaultValue === undefined ? null : defaultValue;
  const nullable = getNullableType(type);
  if (isListType(nullable) && Array.isArray(value)) {
    const each: GraphQLInputType = nullable.ofType;
    return value.map((item) => defaulted(item, each, undefined));
  }
  if (!isInputObjectType(nullable) || typeof value !== 'object') return value;
  return withDefaults(value as Values, Object.values(nullable.getFields()));
}

function holdsDefault({ type, defaultValue }: Position, seen: Set<GraphQLInputType>): boolean {
  if (defaultValue !== undefined) return true;
  const named = itemType(type);
  if (!isInputObjectType(named) || seen.has(named)) return false;
  seen.add(named);
  return Object.values(named.getFields()).some((field) => holdsDefault(field, seen));
}

function itemType(type: GraphQLInputType): GraphQLInputType {
  const nullable = getNullableType(type);
  return isListType(nullable) ? itemType(nullable.ofType) : nullable;
}

function fillArguments(field: GraphQLField<unknown, unknown>): void {
  const filling =
    (resolve: GraphQLFieldResolver<unknown, unknown>): GraphQLFieldResolver<unknown, unknown> =>
    (source, values: Values, context, info) =>
      resolve(source, withDefaults(values, field.args), context, info);
  field.resolve = filling(field.resolve ?? defaultFieldResolver);
  if (field.subscribe !== undefined) field.subscribe = filling(field.subscribe);
}
