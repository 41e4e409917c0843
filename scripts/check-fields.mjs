// Writes src/generated/fields.ts of a subgraph: it does not compile when a field of the schema has neither a resolver in
// one of the rooms nor a property of the row that its type is resolved from.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export function writeFieldCheck(name) {
  const source = `${root}subgraphs/${name}/src`;
  const maps = globSync(['*/resolvers.ts', '*/resolvers/*.ts'], { cwd: source })
    .filter((file) => /^export const resolvers\b/m.test(readFileSync(path.join(source, file), 'utf8')))
    .toSorted();
  const imports = maps.map((file, index) => `import type { resolvers as map${index} } from '../${file}';`);
  const list = maps.map((_file, index) => `typeof map${index}`).join(', ');
  const text = `import type { Unresolved } from '@cartwright/subgraph';
import type { Resolvers, ResolversParentTypes } from './graphql.ts';
${imports.join('\n')}

type Missing = Unresolved<Resolvers, ResolversParentTypes, [${list}]>;

/** An error here names each field of schema.graphql that has neither a resolver nor a property of its row. */
export const unresolvedFields: Record<Missing, never> = {};
`;
  if (maps.length > 0) writeFileSync(`${source}/generated/fields.ts`, text);
}
