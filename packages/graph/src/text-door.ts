import { badUserInput } from '@cartwright/errors';
import { isStorable } from '@cartwright/input';
import { GraphQLString, type GraphQLInputType, type GraphQLSchema } from 'graphql';
import { answersInvalidInput } from './answers-invalid-input.ts';
import { textsIn } from './texts-in.ts';
import { fieldsWithArguments, withArguments, type Field, type Given } from './with-arguments.ts';

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
    withArguments(field, (given) => refuseIn(field, given, isChecked));
  }
  return schema;
}

function refuseIn({ args }: Field, given: Given, isChecked: IsChecked): Given {
  if (isAllStorable(given)) return given;
  for (const { text, type, path } of textsIn(given, args)) {
    if (isStorable(text) || !isChecked(type)) continue;
    const place = path.join('.');
    throw badUserInput(`${place} holds a character that is no text: NUL or half of a surrogate pair.`, place);
  }
  return given;
}

/** Where a text stands is worked out only when it is refused. */
function isAllStorable(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (Array.isArray(value)) return value.every(isAllStorable);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, item]) => isStorable(key) && isAllStorable(item));
}
