import { badUserInput } from '@cartwright/errors';
import {
  invalidField,
  invalidInputError,
  isManyDigits,
  mustNotBeKept,
  type ManyDigits,
} from '@cartwright/input';
import { defaultFieldResolver, getDirectiveValues, isInputObjectType, type GraphQLSchema } from 'graphql';
import { answersInvalidInput } from './answers-invalid-input.ts';
import { textsIn, type Position } from './texts-in.ts';
import { withArguments, type Field, type Given } from './with-arguments.ts';

const message = 'Please leave out the number of the payment card. The shop never takes one as text.';

type KindOf = (position: Position) => ManyDigits | undefined;

/**
 * Refuses card numbers in every argument of a schema's mutations at any depth, before anything is done with them: nothing is
 * stored, sent or logged. It is BAD_USER_INPUT with `field`, or an `InvalidInputError` with CARD_NUMBER where a mutation
 * answers what was typed so; neither repeats the number. `@mayHoldDigits` gives a position the rule of its kind instead.
 * @throws TypeError when a directive names a kind that there is not
 */
export function refuseCardNumbers(schema: GraphQLSchema): GraphQLSchema {
  const kindOf = kindsIn(schema);
  const mutation = schema.getMutationType();
  for (const field of Object.values<Field>(mutation?.getFields() ?? {})) {
    if (mutation == null || field.args.length === 0) continue;
    if (answersInvalidInput(schema, mutation, field)) answerCardNumbers(field, kindOf);
    else withArguments(field, (given) => throwCardNumber(field, given, kindOf));
  }
  return schema;
}

function answerCardNumbers(field: Field, kindOf: KindOf): void {
  const { resolve = defaultFieldResolver } = field;
  field.resolve = (root, args, context, info) => {
    const paths = pathsOfCardNumbers(field, args, kindOf);
    if (paths.length === 0) return resolve(root, args, context, info);
    return invalidInputError(paths.map((path) => invalidField(path.slice(1), 'CARD_NUMBER', message)));
  };
}

function throwCardNumber(field: Field, given: Given, kindOf: KindOf): Given {
  const [path] = pathsOfCardNumbers(field, given, kindOf);
  if (path === undefined) return given;
  const place = path.join('.');
  throw badUserInput(`${place}: ${message}`, place);
}

function pathsOfCardNumbers({ args }: Field, given: Given, kindOf: KindOf): (readonly string[])[] {
  return textsIn(given, args)
    .filter(({ text, position }) => mustNotBeKept(text, kindOf(position)))
    .map(({ path }) => path.filter((step) => !mustNotBeKept(step)))
    .toArray();
}

/** What `@mayHoldDigits` says of each position, read once. */
function kindsIn(schema: GraphQLSchema): KindOf {
  const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
  const fields = Object.values<Field>(schema.getMutationType()?.getFields() ?? {});
  const positions: Position[] = [
    ...fields.flatMap(({ args }) => args),
    ...inputs.flatMap((input) => Object.values(input.getFields())),
  ];
  const kinds = new Map(positions.map((position) => [position, kindAt(schema, position)]));
  return (position) => kinds.get(position);
}

function kindAt(schema: GraphQLSchema, { name, astNode }: Position): ManyDigits | undefined {
  const directive = schema.getDirective('mayHoldDigits');
  if (directive == null || astNode == null) return undefined;
  const kind = getDirectiveValues(directive, astNode)?.['as'] as string | undefined;
  if (kind === undefined || isManyDigits(kind)) return kind;
  throw new TypeError(`${name}: @mayHoldDigits knows no ${kind}`);
}
