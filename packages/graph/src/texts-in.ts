import {
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
} from 'graphql';
import type { Given } from './with-arguments.ts';

/** Where a value is declared. */
export type Position = GraphQLArgument | GraphQLInputField;

/** A text in what a client gave; in JSON also a number, as text, and a key. */
export interface GivenText {
  /** From the argument on; the place in a list counts from 0. */
  readonly path: readonly string[];
  readonly text: string;
  readonly type: GraphQLInputType;
  /** The innermost argument or input field that it is part of. */
  readonly position: Position;
}

type Place = Omit<GivenText, 'text'>;

/** Every text in the arguments of a field, at any depth. */
export function* textsIn(
  given: Given,
  declared: readonly Position[],
  path: readonly string[] = [],
): Generator<GivenText> {
  for (const position of declared) {
    const value = given[position.name];
    if (value === undefined || value === null || typeof value === 'boolean') continue;
    yield* textsAt(value, { path: [...path, position.name], type: position.type, position });
  }
}

function* textsAt(value: unknown, place: Place): Generator<GivenText> {
  const { path, position, type } = place;
  if (isNonNullType(type)) yield* textsAt(value, { ...place, type: type.ofType });
  else if (typeof value === 'string' || typeof value === 'number') yield { ...place, text: String(value) };
  else if (Array.isArray(value)) {
    const itemType: GraphQLInputType = isListType(type) ? type.ofType : type;
    for (const [index, item] of value.entries())
      yield* textsAt(item, { path: [...path, String(index)], type: itemType, position });
  } else if (typeof value === 'object' && value !== null) {
    if (isInputObjectType(type)) yield* textsIn(value as Given, Object.values(type.getFields()), path);
    else yield* textsOfJson(value, place);
  }
}

function* textsOfJson(value: object, place: Place): Generator<GivenText> {
  for (const [key, item] of Object.entries(value)) {
    yield { ...place, text: key };
    yield* textsAt(item, { ...place, path: [...place.path, key] });
  }
}
