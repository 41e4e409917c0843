import { Kind, type ConstDirectiveNode, type DocumentNode, type ObjectTypeDefinitionNode } from 'graphql';
import { accessOf, type Access } from './access.ts';

/** Who may see or use one field. */
export interface FieldAccess {
  readonly type: string;
  readonly field: string;
  readonly access: Access;
  /** Whether that is said at the field, and not at its type. */
  readonly isOwn: boolean;
}

const rootTypes: readonly string[] = ['Query', 'Mutation', 'Subscription'];

/**
 * Who may see or use which field: all of the root types, all of entities that `_entities` leads to, and what else says so.
 * @throws TypeError naming each field that has to say so and does not
 */
export function listAccess(schema: DocumentNode): FieldAccess[] {
  const types = schema.definitions.filter((one) => one.kind === Kind.OBJECT_TYPE_DEFINITION);
  const missing: string[] = [];
  const found = types.flatMap((type) => fieldsOf(type, missing));
  if (missing.length === 0) return found;
  throw new TypeError(
    `@access is missing at ${missing.join(', ')}: see packages/graph/schema/access.graphql`,
  );
}

function fieldsOf(type: ObjectTypeDefinitionNode, missing: string[]): FieldAccess[] {
  const { value: name } = type.name;
  const isRoot = rootTypes.includes(name);
  const ofType = isRoot ? undefined : accessOf(type);
  return (type.fields ?? []).flatMap((node) => {
    const { value: field } = node.name;
    const own = accessOf(node);
    const access = own ?? ofType;
    if (access !== undefined) return [{ type: name, field, access, isOwn: own !== undefined }];
    if (isRoot || isReachable(type, field)) missing.push(`${name}.${field}`);
    return [];
  });
}

/** Whether `_entities` leads to a field. Who has a reference has its key. */
function isReachable({ directives = [] }: ObjectTypeDefinitionNode, field: string): boolean {
  const keys = directives.filter(({ name }) => name.value === 'key').filter(isResolvable);
  return keys.length > 0 && !keys.some((key) => stringOf(key, 'fields') === field);
}

function isResolvable(key: ConstDirectiveNode): boolean {
  const value = key.arguments?.find(({ name }) => name.value === 'resolvable')?.value;
  return value?.kind !== Kind.BOOLEAN || value.value;
}

function stringOf(directive: ConstDirectiveNode, wanted: string): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === wanted)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}
