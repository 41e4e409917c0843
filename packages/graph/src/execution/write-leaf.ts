import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  type GraphQLLeafType,
} from 'graphql';
import { inspect } from 'node:util';

/** Brings the value of a scalar or an enum into the form of the answer. @throws what the type's `serialize` throws */
export type WriteLeaf = (value: unknown) => unknown;

/** What values of the usual types are already; anything else goes through `serialize`. */
const isWritten = new Map<GraphQLLeafType, (value: unknown) => boolean>([
  [GraphQLString, (value) => typeof value === 'string'],
  [GraphQLID, (value) => typeof value === 'string'],
  [GraphQLBoolean, (value) => typeof value === 'boolean'],
  [GraphQLInt, (value) => typeof value === 'number' && (value | 0) === value],
  [GraphQLFloat, (value) => typeof value === 'number' && Number.isFinite(value)],
]);

/** How values of a type are written. */
export function leafWriter(type: GraphQLLeafType): WriteLeaf {
  const isDone = isWritten.get(type);
  if (isDone === undefined) return (value) => serialized(type, value);
  return (value) => (isDone(value) ? value : serialized(type, value));
}

function serialized(type: GraphQLLeafType, value: unknown): unknown {
  const written: unknown = type.serialize(value);
  if (written == null) {
    throw new TypeError(`${type.name} serializes ${inspect(value)} to ${String(written)}, which is no value`);
  }
  return written;
}
