import { Kind, visit, type ConstDirectiveNode, type DocumentNode } from 'graphql';

/** Arguments of join directives with which federation does more than to find entities by their keys. */
const telling = new Set(['requires', 'provides', 'override', 'overrideLabel', 'contextArguments']);

/** Whether a supergraph finds entities by their keys, and does nothing else that planners could see differently. */
export function isPlainSupergraph(supergraph: DocumentNode): boolean {
  let isPlain = true;
  const see = ({ name, arguments: given = [] }: ConstDirectiveNode): void => {
    if (!name.value.startsWith('join__')) return;
    for (const { name: argument, value } of given) {
      const isInterfaceObject =
        argument.value === 'isInterfaceObject' && value.kind === Kind.BOOLEAN && value.value;
      if (telling.has(argument.value) || isInterfaceObject) isPlain = false;
    }
  };
  visit(supergraph, { Directive: (node) => see(node as ConstDirectiveNode) });
  return isPlain;
}
