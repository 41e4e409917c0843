import { readFileSync } from 'node:fs';
import { listAccess } from '@cartwright/graph';
import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { accessTable } from './access-table.ts';
import { loadSupergraph } from './loaded-supergraph.ts';
import { readSchemas, schemaFiles } from './schema-files.ts';

const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
const schemas = await readSchemas(await schemaFiles(new URL('../../../subgraphs/', import.meta.url)));

it('every root field of the composed schema has a rule', () => {
  const { schema } = loadSupergraph(read('supergraph.graphql'));
  const known = Object.values(schemas).flatMap((sdl) =>
    listAccess(parse(sdl)).map(({ type, field }) => `${type}.${field}`),
  );
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const fields = roots.flatMap((type) =>
    Object.keys(type?.getFields() ?? {}).map((field) => `${String(type)}.${field}`),
  );
  expect(fields.length).toBeGreaterThan(50);
  expect(fields.filter((field) => !known.includes(field))).toEqual([]);
});

it('docs/access.md is what the schemas say', () => {
  expect(read('docs/access.md')).toBe(accessTable(schemas));
});

it('a table has a row for each field, with its permission', () => {
  const sdl = `type Query {
    orders: Int @access(rule: OWNER, permission: "ORDERS_READ")
    me: Int @access(rule: ANYBODY)
  }`;
  expect(accessTable({ orders: sdl })).toContain(`## Query

| Field  | Rule    | Permission  | Subgraph |
| ------ | ------- | ----------- | -------- |
| me     | ANYBODY |             | orders   |
| orders | OWNER   | ORDERS_READ | orders   |
`);
});
