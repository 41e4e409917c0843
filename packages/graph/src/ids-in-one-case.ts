import {
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { isId } from './is-id.ts';
import { fieldsWithArguments, withArguments, type Field, type Given } from './with-arguments.ts';

/** The scalar of a reference to an entity, whose fields no schema describes. */
const reference = '_Any';

/**
 * Writes each UUID that is given as an id as the stores do, in lower case: RFC 9562 has both cases mean one UUID, and what is
 * compared or looked up by its text would find nothing. Ids are arguments and input fields of type `ID`, and all that the
 * references of `_entities` consist of.
 */
export function idsInOneCase(schema: GraphQLSchema): GraphQLSchema {
  for (const { field } of fieldsWithArguments(schema)) {
    withArguments(field, (given) => argumentsOf(field, given));
  }
  return schema;
}

function argumentsOf({ args }: Field, given: Given): Given {
  const types = new Map(args.map(({ name, type }) => [name, type]));
  return mapValues(given, (value, name) => read(value, types.get(name)));
}

function read(value: unknown, type: GraphQLInputType | undefined): unknown {
  if (type === undefined || value === null) return value;
  if (isNonNullType(type)) return read(value, type.ofType);
  if (isListType(type))
    return Array.isArray(value) ? mapItems(value, (item) => read(item, type.ofType)) : value;
  if (isInputObjectType(type)) return isRecord(value) ? readFields(value, type) : value;
  if (type.name === reference) return readReference(value);
  return type.name === 'ID' ? readId(value) : value;
}

function readFields(value: Given, type: GraphQLInputObjectType): Given {
  const fields = type.getFields();
  return mapValues(value, (item, name) => read(item, fields[name]?.type));
}

function readReference(value: unknown): unknown {
  if (Array.isArray(value)) return mapItems(value, readReference);
  return isRecord(value) ? mapValues(value, readReference) : readId(value);
}

function readId(value: unknown): unknown {
  return typeof value === 'string' && isId(value) ? value.toLowerCase() : value;
}

function isRecord(value: unknown): value is Given {
  return typeof value === 'object' && value !== null;
}

/** The same list where nothing changes. */
function mapItems(items: readonly unknown[], change: (item: unknown) => unknown): readonly unknown[] {
  const changed = items.map((item) => change(item));
  return changed.every((item, index) => item === items[index]) ? items : changed;
}

/** The same object where nothing changes: most have no id, or one as it is written. */
function mapValues(values: Given, change: (value: unknown, name: string) => unknown): Given {
  const names = Object.keys(values);
  const changed = names.map((name) => change(values[name], name));
  if (changed.every((value, index) => value === values[names[index] as string])) return values;
  return Object.fromEntries(names.map((name, index) => [name, changed[index]]));
}
