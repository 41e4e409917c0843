import {
  getNullableType,
  isInputObjectType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
} from 'graphql';
import { fieldsWithArguments, withArguments, type Given } from './with-arguments.ts';

type Position = GraphQLArgument | GraphQLInputField;
type Sizes = ReadonlyMap<Position, unknown>;

/**
 * Lets the default of `first` count only where a list is not read backwards: a client that says `last` or `before` has not said
 * `first`, and cannot take its default back. Holds for arguments, and for the fields of input objects that are arguments; then
 * `first` is null or left out, which generated types do not say. Changes the schema that it is given.
 */
export function oneWayDefault(schema: GraphQLSchema): GraphQLSchema {
  const sizes = takeDefaults(schema);
  for (const { field } of fieldsWithArguments(schema)) {
    if (!field.args.some((argument) => [argument, ...fieldsOf(argument)].some((one) => sizes.has(one))))
      continue;
    withArguments(field, (given) => withSizes(given, field.args, sizes));
  }
  return schema;
}

/** Takes the default from every `first` beside a `last`. @returns what they were */
function takeDefaults(schema: GraphQLSchema): Sizes {
  const sizes = new Map<Position, unknown>();
  const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
  const groups: readonly (readonly Position[])[] = [
    ...[...fieldsWithArguments(schema)].map(({ field }) => field.args),
    ...inputs.map((type) => Object.values(type.getFields())),
  ];
  for (const positions of groups) {
    const [first, last] = ['first', 'last'].map((wanted) => positions.find(({ name }) => name === wanted));
    if (first?.defaultValue === undefined || last === undefined) continue;
    sizes.set(first, first.defaultValue);
    first.defaultValue = undefined;
  }
  return sizes;
}

function withSizes(given: Given, positions: readonly Position[], sizes: Sizes): Given {
  const sized: Record<string, unknown> = { ...given };
  const isForward = given['last'] == null && given['before'] == null;
  for (const position of positions) {
    const { name } = position;
    const value = given[name];
    if (sizes.has(position) && isForward) sized[name] = value ?? sizes.get(position);
    const within = fieldsOf(position);
    if (within.length > 0 && value != null) sized[name] = withSizes(value as Given, within, sizes);
  }
  return sized;
}

function fieldsOf({ type }: Position): readonly Position[] {
  const nullable = getNullableType(type);
  return isInputObjectType(nullable) ? Object.values(nullable.getFields()) : [];
}
