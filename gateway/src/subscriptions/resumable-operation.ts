import {
  getNamedType,
  isObjectType,
  Kind,
  parse,
  print,
  visit,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';

/** The argument with which a subscription resumes after a version, and the field that carries the version. */
const resumeArgument = 'afterVersion';
const versionField = 'version';
/** Names of a form that no client's name keeps: see `clientNames`. */
const resumeVariable = '_resumeAfterVersion';
const versionAlias = '_resumeVersion';

type Variables = Readonly<Record<string, unknown>>;

/** What is sent upstream for a subscription, and how it resumes after a lost connection. */
export interface UpstreamOperation {
  readonly query: string;
  readonly operationName: string | undefined;
  /** False for a field without `afterVersion`: events may be missing after a lost connection, so that it has to end. */
  readonly canResume: boolean;
  /** The version that an event carries; undefined where it carries none. */
  readonly versionOf: (data: Variables) => number | undefined;
  /** The variables that decide what is subscribed to: all but the version after which to begin. */
  readonly topicVariables: Variables;
  /** The variables of a connection that resumes after `version`, or of the first one when that is undefined. */
  readonly variablesAfter: (version: number | undefined) => Variables;
}

/** What is needed of a plan's primary fetch. */
export interface PrimaryFetch {
  readonly operation: string;
  readonly operationName: string | undefined;
}

/** Makes what is sent upstream for one subscription, whose variables are given. */
export type PrepareUpstream = (variables: Variables) => UpstreamOperation;

/**
 * Rewrites a subscription, once for all who send it, so that it can be resumed: the version is selected whether the client
 * asked for it or not, and `afterVersion` becomes a variable that each connection sets. What the client did not select is
 * dropped when the answer is shaped.
 */
export function upstreamOperation(fetch: PrimaryFetch, schema: GraphQLSchema): PrepareUpstream {
  const document = parse(fetch.operation, { noLocation: true });
  const field = rootField(document);
  if (field === undefined || !isResumable(field, schema))
    return (variables) => fixedOperation(fetch, variables);
  const responseKey = field.alias?.value ?? field.name.value;
  const rewritten = rewrite(document, field);
  const common = {
    query: print(rewritten),
    operationName: fetch.operationName,
    canResume: true,
    versionOf: (data: Variables) => versionIn(data[responseKey]),
  };
  const used = usedVariables(rewritten);
  return (variables) => {
    const initial = initialVersion(field, document, variables);
    const topicVariables = Object.fromEntries(Object.entries(variables).filter(([name]) => used.has(name)));
    const variablesAfter = (version: number | undefined): Variables => ({
      ...topicVariables,
      [resumeVariable]: version ?? initial,
    });
    return { ...common, topicVariables, variablesAfter };
  };
}

function fixedOperation({ operation, operationName }: PrimaryFetch, variables: Variables): UpstreamOperation {
  return {
    query: operation,
    operationName,
    canResume: false,
    versionOf: () => undefined,
    topicVariables: variables,
    variablesAfter: () => variables,
  };
}

function operationOf(document: DocumentNode): OperationDefinitionNode | undefined {
  return document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}

/** By the specification a subscription has exactly one root field. */
function rootField(document: DocumentNode): FieldNode | undefined {
  return operationOf(document)?.selectionSet.selections.find((selection) => selection.kind === Kind.FIELD);
}

function isResumable(node: FieldNode, schema: GraphQLSchema): boolean {
  const field = schema.getSubscriptionType()?.getFields()[node.name.value];
  return field !== undefined && hasIntArgument(field) && hasVersion(field);
}

function hasIntArgument(field: GraphQLField<unknown, unknown>): boolean {
  return field.args.some(({ name, type }) => name === resumeArgument && String(type) === 'Int');
}

function hasVersion(field: GraphQLField<unknown, unknown>): boolean {
  const type = getNamedType(field.type);
  const version = isObjectType(type) ? type.getFields()[versionField] : undefined;
  return version !== undefined && getNamedType(version.type).name === 'Int';
}

function versionIn(event: unknown): number | undefined {
  if (typeof event !== 'object' || event === null || !(versionAlias in event)) return undefined;
  const version = event[versionAlias];
  return typeof version === 'number' ? version : undefined;
}

function initialVersion(field: FieldNode, document: DocumentNode, variables: Variables): unknown {
  const value = field.arguments?.find(({ name }) => name.value === resumeArgument)?.value;
  if (value?.kind !== Kind.VARIABLE) return literalInt(value);
  const name = value.name.value;
  const definitions = operationOf(document)?.variableDefinitions ?? [];
  const definition = definitions.find(({ variable }) => variable.name.value === name);
  return Object.hasOwn(variables, name) ? variables[name] : literalInt(definition?.defaultValue);
}

function literalInt(value: ValueNode | undefined): number | undefined {
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
}

function rewrite(document: DocumentNode, field: FieldNode): DocumentNode {
  const withField = visit(document, {
    OperationDefinition: (operation) => ({
      ...operation,
      variableDefinitions: [...(operation.variableDefinitions ?? []), resumeVariableDefinition()],
      selectionSet: { ...operation.selectionSet, selections: [resumableField(field)] },
    }),
  });
  const used = usedVariables(withField);
  return visit(withField, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
}

/** The client's `afterVersion` may have been the only use of a variable, and unused variables are invalid. */
function usedVariables(document: DocumentNode): Set<string> {
  const names = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void names.add(name.value),
  });
  return names;
}

function resumableField(field: FieldNode): FieldNode {
  const others = (field.arguments ?? []).filter(({ name }) => name.value !== resumeArgument);
  const selections = field.selectionSet?.selections ?? [];
  return {
    ...field,
    arguments: [...others, argument(resumeArgument, variableNode(resumeVariable))],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [...selections, versionSelection()] },
  };
}

function nameNode(value: string) {
  return { kind: Kind.NAME, value } as const;
}

function variableNode(name: string) {
  return { kind: Kind.VARIABLE, name: nameNode(name) } as const;
}

function argument(name: string, value: ValueNode): ArgumentNode {
  return { kind: Kind.ARGUMENT, name: nameNode(name), value };
}

function versionSelection(): FieldNode {
  return { kind: Kind.FIELD, alias: nameNode(versionAlias), name: nameNode(versionField) };
}

function resumeVariableDefinition(): VariableDefinitionNode {
  return {
    kind: Kind.VARIABLE_DEFINITION,
    variable: variableNode(resumeVariable),
    type: { kind: Kind.NAMED_TYPE, name: nameNode('Int') },
  };
}
