import { badUserInput } from '@cartwright/errors';
import { isStorable } from '@cartwright/input';
import {
  GraphQLString,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { answersInvalidInput } from './answers-invalid-input.ts';
import { fieldsWithArguments, withArguments, type Given } from './with-arguments.ts';

/** Whether text at a position is looked at here. */
type IsChecked = (type: GraphQLInputType) => boolean;

const everywhere: IsChecked = () => true;
/** What is typed into a mutation that answers with `InvalidInputError` is read by its rules, which name each field. */
const notWhatIsTyped: IsChecked = (type) => type !== GraphQLString;

/**
 * Refuses text that PostgreSQL cannot keep (NUL, half of a surrogate pair) in every argument of a schema's fields, before
 * anything is done with it: BAD_USER_INPUT naming the place. So no filter is dropped, nothing is looked up or stored as
 * something else, and no statement fails.
 */
export function refuseUnstorableText(schema: GraphQLSchema): GraphQLSchema {
  for (const { type, field } of fieldsWithArguments(schema)) {
    const isChecked = answersInvalidInput(schema, type, field) ? notWhatIsTyped : everywhere;
    withArguments(field, (given) => refuseIn(field.args, given, isChecked));
  }
  return schema;
}

function refuseIn(declared: readonly GraphQLArgument[], given: Given, isChecked: IsChecked): Given {
  for (const { name, type } of declared) {
    const [place] = unstorableIn(given[name], type, { path: name, isChecked });
    if (place === undefined) continue;
    throw badUserInput(`${place} holds a character that is no text: NUL or half of a surrogate pair.`, place);
  }
  return given;
}

interface Place {
  readonly path: string;
  readonly isChecked: IsChecked;
}

function* unstorableIn(value: unknown, type: GraphQLInputType, place: Place): Generator<string> {
  if (isNonNullType(type)) {
    yield* unstorableIn(value, type.ofType, place);
  } else if (Array.isArray(value)) {
    const itemType = isListType(type) ? type.ofType : type;
    for (const [index, item] of value.entries()) yield* unstorableIn(item, itemType, below(place, index));
  } else if (typeof value === 'string') {
    if (!isStorable(value) && place.isChecked(type)) yield place.path;
  } else if (typeof value === 'object' && value !== null) {
    const fields = isInputObjectType(type) ? type.getFields() : {};
    for (const [name, item] of Object.entries(value)) {
      yield* unstorableIn(item, fields[name]?.type ?? type, below(place, name));
    }
  }
}

function below({ path, isChecked }: Place, step: string | number): Place {
  return { path: `${path}.${step}`, isChecked };
}
