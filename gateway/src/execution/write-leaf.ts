import {
  isEnumType,
  isSpecifiedScalarType,
  type GraphQLEnumType,
  type GraphQLLeafType,
  type GraphQLScalarType,
} from 'graphql';

/** Writes a leaf that is there. @throws when the type does not have such a value */
export type WriteLeaf = (value: unknown) => string;

/** Compiles how a leaf is written: what a subgraph gives is mostly what is written, and else what graphql-js makes of it. */
export function compileLeaf(type: GraphQLLeafType): WriteLeaf {
  if (isEnumType(type)) return compileEnum(type);
  const isPlain = isSpecifiedScalarType(type) ? plain[type.name] : undefined;
  if (isPlain === undefined) return (value) => serialised(type, value);
  return (value) => (isPlain(value) ? written(value) : serialised(type, value));
}

type IsPlain = (value: unknown) => boolean;

const isText: IsPlain = (value) => typeof value === 'string';
/** What serialises to itself. */
const plain: Readonly<Record<string, IsPlain | undefined>> = {
  ID: isText,
  String: isText,
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) => typeof value === 'number' && (value | 0) === value,
  Float: Number.isFinite,
};

function compileEnum(type: GraphQLEnumType): WriteLeaf {
  const names = new Map(type.getValues().map(({ name, value }) => [value, JSON.stringify(name)]));
  return (value) => names.get(value) ?? serialised(type, value);
}

function serialised(type: GraphQLEnumType | GraphQLScalarType, value: unknown): string {
  const result: unknown = type.serialize(value);
  if (result === null || result === undefined)
    throw new Error(`Expected ${type.name} to return a value, and it returned none.`);
  return written(result);
}

function written(value: unknown): string {
  return typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}
