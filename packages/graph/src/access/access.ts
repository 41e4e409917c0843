import { isPermission, type Permission } from '@cartwright/identity';
import { Kind, type ConstDirectiveNode } from 'graphql';

const accessRules = ['ANYBODY', 'GUEST', 'CUSTOMER', 'OWNER', 'PERMISSION'] as const;

/** Who may see or use a field, as `packages/graph/schema/access.graphql` explains it. */
export interface Access {
  readonly rule: (typeof accessRules)[number];
  /** Of staff: needed with PERMISSION, and with OWNER for what is not their own; null where there is none. */
  readonly permission: Permission | null;
}

interface Annotated {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/** What `@access` says at a type or a field; undefined where it does not stand. @throws TypeError when it makes no sense */
export function accessOf(node: Annotated | null | undefined): Access | undefined {
  const directive = node?.directives?.find(({ name }) => name.value === 'access');
  if (directive === undefined) return undefined;
  const [given, permission] = ['rule', 'permission'].map((name) => argumentOf(directive, name));
  const rule = accessRules.find((known) => known === given);
  if (rule === undefined) throw new TypeError(`@access has no rule "${given ?? ''}"`);
  if (permission === undefined && rule !== 'PERMISSION') return { rule, permission: null };
  if (rule !== 'PERMISSION' && rule !== 'OWNER') throw new TypeError(`${rule} takes no permission`);
  if (permission === undefined || !isPermission(permission)) {
    throw new TypeError(`There is no permission "${permission ?? ''}"`);
  }
  return { rule, permission };
}

function argumentOf(directive: ConstDirectiveNode, wanted: string): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === wanted)?.value;
  return value?.kind === Kind.ENUM || value?.kind === Kind.STRING ? value.value : undefined;
}
