import { Kind, visit, type DocumentNode, type FieldDefinitionNode } from 'graphql';

/**
 * How many items the lists without a page size are assumed to hold, by `Type.field`: what `@listSize(assumedSize:)` says.
 * https://specs.apollo.dev/cost/v0.1
 */
export function listSizes(supergraph: DocumentNode): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  visit(supergraph, {
    ObjectTypeDefinition: ({ name, fields = [] }) => {
      for (const field of fields) {
        const size = assumedSize(field);
        if (size !== undefined) sizes.set(`${name.value}.${field.name.value}`, size);
      }
    },
  });
  return sizes;
}

function assumedSize({ directives = [] }: FieldDefinitionNode): number | undefined {
  const directive = directives.find(({ name }) => name.value === 'listSize');
  const argument = directive?.arguments?.find(({ name }) => name.value === 'assumedSize');
  return argument?.value.kind === Kind.INT ? Number(argument.value.value) : undefined;
}
