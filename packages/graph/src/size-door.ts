import { graphqlError } from '@cartwright/errors';
import { invalidField, invalidInputError } from '@cartwright/input';
import {
  defaultFieldResolver,
  isInputObjectType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { answersInvalidInput } from './answers-invalid-input.ts';
import { itemType } from './item-type.ts';
import { listBoundOf, type ListBound } from './list-bound.ts';
import { fieldsWithArguments, withArguments, type Field, type Given } from './with-arguments.ts';

/** The longest text that any argument takes, in UTF-16 units; most take far less, as their descriptions say. */
const maxTextLength = 20_000;

/** A value that is larger than its place takes. */
interface Excess {
  /** From the argument on; the place in a list counts from 0. */
  readonly path: readonly string[];
  readonly maximum: number;
  readonly actual: number;
  readonly unit: 'items' | 'values' | 'characters';
}

/** An argument or an input field as it is looked at: what is known of it is worked out once. */
interface Position {
  readonly name: string;
  readonly bound: ListBound | undefined;
  readonly fields: () => readonly Position[];
}

/**
 * Refuses lists with more items than `@maxItems` allows and text above 20,000 UTF-16 units, in every argument of a schema's
 * fields at any depth, before anything is done with them: BAD_USER_INPUT with `field`, `maximum` and `actual`, or an
 * `InvalidInputError` with TOO_LONG where a mutation answers what was typed so.
 */
export function refuseOversizedInput(schema: GraphQLSchema): GraphQLSchema {
  const positionsOf = positionReader(schema);
  for (const { type, field } of fieldsWithArguments(schema)) {
    const positions = positionsOf(field.args);
    if (answersInvalidInput(schema, type, field)) answerExcess(field, positions);
    else withArguments(field, (given) => throwExcess(positions, given));
  }
  return schema;
}

function throwExcess(positions: readonly Position[], given: Given): Given {
  const [excess] = excessIn(given, positions, []);
  if (excess === undefined) return given;
  const { path, maximum, actual } = excess;
  const field = path.join('.');
  throw graphqlError('BAD_USER_INPUT', `${field} takes ${atMost(excess)}; there are ${actual}.`, {
    field,
    maximum,
    actual,
  });
}

function answerExcess(field: Field, positions: readonly Position[]): void {
  const { resolve = defaultFieldResolver } = field;
  field.resolve = (root, args, context, info) => {
    const fields = [...excessIn(args, positions, [])].map((excess) =>
      invalidField(excess.path.slice(1), 'TOO_LONG', `Please use ${atMost(excess)}.`),
    );
    return fields.length > 0 ? invalidInputError(fields) : resolve(root, args, context, info);
  };
}

function atMost({ maximum, unit }: Excess): string {
  return `at most ${maximum} ${unit}`;
}

function* excessIn(given: Given, positions: readonly Position[], path: readonly string[]): Generator<Excess> {
  for (const position of positions) {
    yield* excessAt(given[position.name], position, [...path, position.name]);
  }
}

/** What is inside a list that is too long is not looked at. */
function* excessAt(value: unknown, position: Position, path: readonly string[]): Generator<Excess> {
  if (typeof value === 'string') {
    if (value.length <= maxTextLength) return;
    yield { path, maximum: maxTextLength, actual: value.length, unit: 'characters' };
  } else if (Array.isArray(value)) {
    const excess = excessOf(value, position.bound, path);
    if (excess !== undefined) {
      yield excess;
      return;
    }
    const item = { ...position, bound: undefined };
    for (const [index, one] of value.entries()) yield* excessAt(one, item, [...path, String(index)]);
  } else if (typeof value === 'object' && value !== null) {
    yield* excessIn(value as Given, position.fields(), path);
  }
}

function excessOf(
  list: readonly unknown[],
  bound: ListBound | undefined,
  path: readonly string[],
): Excess | undefined {
  if (bound === undefined) return undefined;
  const { value, total = Infinity } = bound;
  if (list.length > value) return { path, maximum: value, actual: list.length, unit: 'items' };
  const values = valuesIn(list);
  return values > total ? { path, maximum: total, actual: values, unit: 'values' } : undefined;
}

/** The leaves of the lists in a value. */
function valuesIn(value: unknown): number {
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, item) => sum + (typeof item === 'object' ? valuesIn(item) : 1), 0);
  }
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, item) => sum + valuesIn(item), 0);
}

type Declared = readonly (GraphQLArgument | GraphQLInputField)[];

function positionReader(schema: GraphQLSchema): (declared: Declared) => readonly Position[] {
  const known = new Map<GraphQLInputType, readonly Position[]>();
  const fieldsOf = (type: GraphQLInputType): readonly Position[] => {
    if (!isInputObjectType(type)) return [];
    const found = known.get(type) ?? read(Object.values(type.getFields()));
    known.set(type, found);
    return found;
  };
  const read = (declared: Declared): readonly Position[] =>
    declared.map((one) => {
      const type = itemType(one.type);
      return { name: one.name, bound: listBoundOf(schema, one), fields: () => fieldsOf(type) };
    });
  return read;
}
