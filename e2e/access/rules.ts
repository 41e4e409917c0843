import { readFileSync } from 'node:fs';
import { domains, type Domain } from '@cartwright/events';
import { listAccess, type FieldAccess } from '@cartwright/graph';
import { Kind, parse, type ObjectTypeDefinitionNode } from 'graphql';

/** Who may see or use one field of a subgraph. */
export interface Rule extends FieldAccess {
  readonly domain: Domain;
  /** Whether `_entities` of the subgraph leads to it. */
  readonly isOfEntity: boolean;
}

/** The schema of a subgraph, or the one that clients see. */
export function readSdl(file: string): string {
  return readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
}

/** The rules of all subgraphs. */
export function readRules(): Rule[] {
  return domains.flatMap((domain) => {
    const document = parse(readSdl(`subgraphs/${domain}/schema.graphql`));
    const entities = document.definitions
      .filter((one) => one.kind === Kind.OBJECT_TYPE_DEFINITION)
      .filter(isEntity)
      .map(({ name }) => name.value);
    return listAccess(document).map((rule) => ({
      ...rule,
      domain,
      isOfEntity: entities.includes(rule.type),
    }));
  });
}

function isEntity({ directives = [] }: ObjectTypeDefinitionNode): boolean {
  return directives.some(
    ({ name, arguments: given = [] }) =>
      name.value === 'key' && !given.some((argument) => argument.name.value === 'resolvable'),
  );
}
