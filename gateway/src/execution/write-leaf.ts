import {
  isEnumType,
  isSpecifiedScalarType,
  type GraphQLEnumType,
  type GraphQLLeafType,
  type GraphQLScalarType,
} from 'graphql';
import { jsonText } from './json-text.ts';

/** Writes a leaf that is there. @throws when the type does not have such a value */
export type WriteLeaf = (value: unknown) => string;

/** Compiles how a leaf is written: what a subgraph gives is mostly what is written, and else what graphql-js makes of it. */
export function compileLeaf(type: GraphQLLeafType): WriteLeaf {
  if (isEnumType(type)) return compileEnum(type);
  const writePlain = isSpecifiedScalarType(type) ? plain[type.name] : undefined;
  if (writePlain === undefined) return (value) => serialised(type, value);
  return (value) => writePlain(value) ?? serialised(type, value);
}

/** Whether text of the type is written as it is. */
export function isText(type: GraphQLLeafType): boolean {
  return isSpecifiedScalarType(type) && plain[type.name] === writeText;
}

/** Undefined for what does not serialise to itself. */
type WritePlain = (value: unknown) => string | undefined;

const writeText: WritePlain = (value) => (typeof value === 'string' ? jsonText(value) : undefined);
const plain: Readonly<Record<string, WritePlain | undefined>> = {
  ID: writeText,
  String: writeText,
  Boolean: (value) => (typeof value === 'boolean' ? String(value) : undefined),
  Int: (value) => (typeof value === 'number' && (value | 0) === value ? String(value) : undefined),
  Float: (value) => (Number.isFinite(value) ? String(value) : undefined),
};

function compileEnum(type: GraphQLEnumType): WriteLeaf {
  const names = new Map(type.getValues().map(({ name, value }) => [value, JSON.stringify(name)]));
  return (value) => names.get(value) ?? serialised(type, value);
}

function serialised(type: GraphQLEnumType | GraphQLScalarType, value: unknown): string {
  const result: unknown = type.serialize(value);
  if (result === null || result === undefined)
    throw new Error(`Expected ${type.name} to return a value, and it returned none.`);
  return typeof result === 'string' ? jsonText(result) : JSON.stringify(result);
}
