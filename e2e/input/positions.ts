import {
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  type GraphQLInputType,
  type GraphQLScalarType,
} from 'graphql';
import type { Field } from './fields.ts';
import { valueFor, type Known } from './values.ts';

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
export function positionsOf({ args }: Field, known: Known): Position[] {
  const baseOf = (): Record<string, unknown> =>
    Object.fromEntries(
      args
        .filter(({ type }) => isNonNullType(type))
        .map(({ name, type }) => [name, valueFor(type, name, known)]),
    );
  return args.flatMap(({ name, type }) =>
    placesIn({ name, type, build: (value) => value }, known).map(({ build, ...place }) => ({
      ...place,
      variablesWith: (value) => ({ ...baseOf(), [name]: build(value) }),
    })),
  );
}

interface Place {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly build: Build;
}

function placesIn(here: Place, known: Known): Place[] {
  const { name, type, build } = here;
  const bare = isNonNullType(type) ? type.ofType : type;
  if (isListType(bare)) {
    return [
      here,
      ...placesIn({ name: `${name}.0`, type: bare.ofType, build: (value) => build([value]) }, known),
    ];
  }
  if (!isInputObjectType(bare)) return [here];
  const around = (field: string) => (value: unknown) =>
    build({ ...(valueFor(bare, name, known) as object), [field]: value });
  const fields = Object.values(bare.getFields());
  const below = fields.map((field) => ({
    name: `${name}.${field.name}`,
    type: field.type,
    build: around(field.name),
  }));
  return [here, ...below.flatMap((place) => placesIn(place, known))];
}

/** The scalar that stands at a place, when it is text. */
export function textAt({ type }: Position): GraphQLScalarType | undefined {
  const bare = isNonNullType(type) ? type.ofType : type;
  return isScalarType(bare) && ['String', 'ID'].includes(bare.name) ? bare : undefined;
}
