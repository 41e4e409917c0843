import { Kind, visit, type ConstDirectiveNode, type DocumentNode } from 'graphql';

/**
 * The fields with `@tag(name: "expected")`, as `Type.field`: nullable, since the subgraph that has what they refer to may be
 * away, but there is a fault when it does not exist.
 */
export function expectedReferences(supergraph: DocumentNode): ReadonlySet<string> {
  const fields = new Set<string>();
  visit(supergraph, {
    ObjectTypeDefinition: ({ name, fields: all = [] }) => {
      for (const field of all)
        if (field.directives?.some(saysExpected)) fields.add(`${name.value}.${field.name.value}`);
    },
  });
  return fields;
}

function saysExpected({ name, arguments: given = [] }: ConstDirectiveNode): boolean {
  return (
    name.value === 'tag' &&
    given.some(({ value }) => value.kind === Kind.STRING && value.value === 'expected')
  );
}
