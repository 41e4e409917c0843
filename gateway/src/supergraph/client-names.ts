import { Kind, visit, type DocumentNode, type FieldNode, type VariableNode } from 'graphql';

/** The names that a client gave to results and variables, where the gateway's own requests need them for something else. */
export interface ClientNames {
  /** The client's operation, with other names in place of those. */
  readonly document: DocumentNode;
  /** Variables under the names that `document` has for them. */
  readonly renamed: (variables: Variables) => Variables;
  /** The client's names for what has another in `document`. */
  readonly originals: ReadonlyMap<string, string>;
}

type Variables = Readonly<Record<string, unknown>>;

/** The variable of a fetch of entities. */
const representations = 'representations';

/**
 * Takes out of a client's operation each alias and variable that could meet a name of the gateway's own: the fields by
 * which it finds entities (`keyFields`), which it selects next to the client's; `__typename`, by which it reads what it
 * gets; aliases that the planner makes (`x__alias_0`); the variable of entities; what a subscription needs to resume
 * (`_resume…`). All that a client may call anything else by stays.
 */
export function clientNames(document: DocumentNode, keyFields: ReadonlySet<string>): ClientNames {
  const aliases = new Map<string, string>();
  const variables = new Map<string, string>();
  const safe = visit(document, {
    Field: (field) => (meetsField(field, keyFields) ? withAlias(field, aliases) : undefined),
    Variable: (variable) => (meetsVariable(variable) ? withName(variable, variables) : undefined),
  });
  const originals = new Map([...aliases].map(([original, alias]) => [alias, original]));
  return {
    document: safe,
    renamed: (values) => (variables.size === 0 ? values : renameVariables(values, variables)),
    originals,
  };
}

function meetsField({ alias, name }: FieldNode, keyFields: ReadonlySet<string>): boolean {
  if (alias === undefined || alias.value === name.value) return false;
  return isOwnForm(alias.value) || keyFields.has(alias.value);
}

function meetsVariable({ name }: VariableNode): boolean {
  return isOwnForm(name.value) || name.value === representations;
}

/** Names of these forms are the gateway's: no field of the schema has one, and no client's name keeps one. */
function isOwnForm(name: string): boolean {
  return name.startsWith('_') || name.includes('__');
}

function withAlias(field: FieldNode, aliases: Map<string, string>): FieldNode {
  const original = field.alias?.value ?? field.name.value;
  return { ...field, alias: { kind: Kind.NAME, value: nameFor(original, aliases, '_alias') } };
}

function withName(variable: VariableNode, names: Map<string, string>): VariableNode {
  return { ...variable, name: { kind: Kind.NAME, value: nameFor(variable.name.value, names, '_variable') } };
}

function nameFor(original: string, names: Map<string, string>, prefix: string): string {
  const name = names.get(original) ?? `${prefix}${names.size}`;
  names.set(original, name);
  return name;
}

/** What the operation does not declare stays out, or it could take the place of a variable that was checked. */
function renameVariables(values: Variables, names: ReadonlyMap<string, string>): Variables {
  const isFree = (name: string) => names.has(name) || !isOwnForm(name);
  const free = Object.entries(values).filter(([name]) => isFree(name));
  return Object.fromEntries(free.map(([name, value]) => [names.get(name) ?? name, value]));
}
