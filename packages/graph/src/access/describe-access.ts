import {
  Kind,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
  type StringValueNode,
  type TypeDefinitionNode,
} from 'graphql';
import { accessOf, type Access } from './access.ts';

/** The same types, where those and the fields that have an `@access` say in their descriptions what a client needs for them. */
export function describeAccess(types: readonly TypeDefinitionNode[]): TypeDefinitionNode[] {
  return types.map((type) =>
    type.kind === Kind.OBJECT_TYPE_DEFINITION
      ? { ...described(type), fields: (type.fields ?? []).map(described) }
      : type,
  );
}

function described<Node extends ObjectTypeDefinitionNode | FieldDefinitionNode>(node: Node): Node {
  const access = accessOf(node);
  const sentence = access && sentenceOf(access);
  if (sentence === undefined) return node;
  const known = node.description;
  const value = known === undefined ? sentence : `${known.value} ${sentence}`;
  const description: StringValueNode = { kind: Kind.STRING, block: known?.block ?? false, value };
  return { ...node, description };
}

function sentenceOf({ rule, permission }: Access): string | undefined {
  switch (rule) {
    case 'ANYBODY':
      return undefined;
    case 'GUEST':
      return "Needs a session; a guest's will do.";
    case 'CUSTOMER':
      return 'Needs a customer who is signed in.';
    case 'OWNER':
      return permission === null
        ? 'For the owner alone.'
        : `For the owner, and for staff with the permission \`${permission}\`.`;
    case 'PERMISSION':
      return `For staff with the permission \`${String(permission)}\`.`;
  }
}
