import {
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  type GraphQLInputType,
  type GraphQLScalarType,
} from 'graphql';
import type { Field } from './fields.ts';
import { valueFor } from './values.ts';

/** A place in the variables of a field: the name of an argument, and what is below it. */
export interface Position {
  /** `input.lines.0.variantId`. */
  readonly name: string;
  readonly type: GraphQLInputType;
  /** The field's variables with everything that is required, and a value at this place; undefined leaves it out. */
  readonly variablesWith: (value: unknown) => Record<string, unknown>;
}

type Build = (value: unknown) => unknown;

/** Every place in the arguments of a field, lists with one item. */
export function positionsOf({ args }: Field): Position[] {
  const baseOf = (): Record<string, unknown> =>
    Object.fromEntries(
      args.filter(({ type }) => isNonNullType(type)).map(({ name, type }) => [name, valueFor(type, name)]),
    );
  return args.flatMap(({ name, type }) =>
    placesIn(type, name, (value) => value).map(({ build, ...place }) => ({
      ...place,
      variablesWith: (value) => ({ ...baseOf(), [name]: build(value) }),
    })),
  );
}

function placesIn(
  type: GraphQLInputType,
  name: string,
  build: Build,
): { name: string; type: GraphQLInputType; build: Build }[] {
  const here = { name, type, build };
  const bare = isNonNullType(type) ? type.ofType : type;
  if (isListType(bare)) {
    const itemType = bare.ofType as GraphQLInputType;
    return [here, ...placesIn(itemType, `${name}.0`, (value) => build([value]))];
  }
  if (!isInputObjectType(bare)) return [here];
  const around = (field: string) => (value: unknown) =>
    build({ ...(valueFor(bare, name) as object), [field]: value });
  const fields = Object.values(bare.getFields());
  return [
    here,
    ...fields.flatMap((field) => placesIn(field.type, `${name}.${field.name}`, around(field.name))),
  ];
}

/** The scalar that stands at a place, when it is text. */
export function textAt({ type }: Position): GraphQLScalarType | undefined {
  const bare = isNonNullType(type) ? type.ofType : type;
  return isScalarType(bare) && ['String', 'ID'].includes(bare.name) ? bare : undefined;
}
