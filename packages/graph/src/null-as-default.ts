import {
  getNullableType,
  isInputObjectType,
  isListType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { itemType } from './item-type.ts';
import { fieldsWithArguments, withArguments, type Given } from './with-arguments.ts';

type Position = GraphQLArgument | GraphQLInputField;

/**
 * Makes an explicit null mean the same as an argument that is left out, wherever an argument or an input field may be
 * null and has a default: many clients send null for what nobody filled in. Generated types say so already. Changes the
 * schema that it is given.
 */
export function nullAsDefault(schema: GraphQLSchema): GraphQLSchema {
  for (const { field } of fieldsWithArguments(schema)) {
    if (!field.args.some((argument) => holdsDefault(argument, new Set()))) continue;
    withArguments(field, (given) => withDefaults(given, field.args));
  }
  return schema;
}

/** Values as they were read, with the default in place of each null that has one. */
export function withDefaults(values: Given, positions: readonly Position[]): Record<string, unknown> {
  const filled: Record<string, unknown> = { ...values };
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
  return withDefaults(value as Given, Object.values(nullable.getFields()));
}

function holdsDefault({ type, defaultValue }: Position, seen: Set<GraphQLInputType>): boolean {
  if (defaultValue !== undefined) return true;
  const named = itemType(type);
  if (!isInputObjectType(named) || seen.has(named)) return false;
  seen.add(named);
  return Object.values(named.getFields()).some((field) => holdsDefault(field, seen));
}
