import { withDefaults } from '@cartwright/graph';
import {
  getArgumentValues,
  getDirectiveValues,
  getNullableType,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  type SelectionNode,
  type ValueNode,
} from 'graphql';

/** Variables by name, by the types that the operation gives them. */
export type VariableValues = Readonly<Record<string, unknown>>;

/**
 * The values of a field's arguments; null means the default where there is one, as in the subgraphs.
 * @throws BAD_USER_INPUT naming each variable that is null where null is not allowed; by the specification a nullable
 * variable may stand there if the place or the variable has a default, and only its value shows that it does not fit
 */
export function readArguments(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: VariableValues,
): Record<string, unknown> {
  try {
    return withDefaults(getArgumentValues(field, node, variables), field.args);
  } catch (error) {
    const misplaced = field.args.flatMap(({ name, type }) => {
      const given = node.arguments?.find((argument) => argument.name.value === name);
      return given === undefined ? [] : misplacedNulls({ node: given.value, type, path: name }, variables);
    });
    throw invalid(error, misplaced.join(' '));
  }
}

/** Whether `@skip` and `@include` leave a selection in. @throws BAD_USER_INPUT when the variable of a condition is null */
export function isSelected(selection: SelectionNode, variables: VariableValues): boolean {
  if (selection.directives === undefined || selection.directives.length === 0) return true;
  try {
    const skip = getDirectiveValues(GraphQLSkipDirective, selection, variables);
    const include = getDirectiveValues(GraphQLIncludeDirective, selection, variables);
    return skip?.['if'] !== true && include?.['if'] !== false;
  } catch (error) {
    throw invalid(error, '');
  }
}

interface GivenValue {
  readonly node: ValueNode;
  readonly type: GraphQLInputType;
  readonly path: string;
}

function misplacedNulls({ node, type, path }: GivenValue, variables: VariableValues): string[] {
  if (node.kind === Kind.VARIABLE) {
    const name = node.name.value;
    const isMisplaced = isNonNullType(type) && variables[name] === null;
    return isMisplaced ? [`Variable "$${name}" is null, but ${path} is ${String(type)}.`] : [];
  }
  return partsOf({ node, type, path }).flatMap((part) => misplacedNulls(part, variables));
}

function partsOf({ node, type, path }: GivenValue): GivenValue[] {
  const nullable = getNullableType(type);
  if (node.kind === Kind.LIST && isListType(nullable)) {
    const each: GraphQLInputType = nullable.ofType;
    return node.values.map((value, index) => ({ node: value, type: each, path: `${path}.${index}` }));
  }
  if (node.kind !== Kind.OBJECT || !isInputObjectType(nullable)) return [];
  const fields = nullable.getFields();
  return node.fields.flatMap(({ name: { value: name }, value }) => {
    const field = fields[name];
    return field === undefined ? [] : [{ node: value, type: field.type, path: `${path}.${name}` }];
  });
}

function invalid(error: unknown, explanation: string): GraphQLError {
  if (!(error instanceof GraphQLError)) throw error;
  return new GraphQLError(explanation === '' ? error.message : explanation, {
    nodes: error.nodes ?? null,
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  });
}
