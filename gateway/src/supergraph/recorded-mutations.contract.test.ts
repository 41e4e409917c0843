import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { domains } from '@cartwright/events';
import { listAccess } from '@cartwright/graph';
import { parse } from 'graphql';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (file: string) => readFileSync(`${root}${file}`, 'utf8');

const mutations = domains.flatMap((domain) =>
  listAccess(parse(read(`subgraphs/${domain}/schema.graphql`)))
    .filter(({ type, access }) => type === 'Mutation' && access.permission !== null)
    .map(({ field }) => ({ domain, field })),
);

/** The code of a subgraph without what is generated and its tests: where names stand that are recorded. */
function codeOf(domain: string): string {
  return globSync(`subgraphs/${domain}/src/**/*.ts`, { cwd: root })
    .filter((file) => !/generated|\.test\.ts$/.test(file))
    .map(read)
    .join('\n');
}

it.each(mutations)('$field has a name for the audit trail', ({ domain, field }) => {
  const asAction = field.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  const code = codeOf(domain);
  expect(code).toMatch(/recordStaffAction/);
  expect(code.includes(`'${field}'`) || code.includes(`'${asAction}'`)).toBe(true);
});
