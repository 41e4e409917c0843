import { listAccess, type FieldAccess } from '@cartwright/graph';
import { parse } from 'graphql';

const introduction = `# Who may see and use what

Each field that a client can reach by itself, with the rule that holds it: \`@access\` at the field, else at its type. Where a field is
not listed, what leads to it decides. Written by \`npm run supergraph\` from the subgraphs' schemas, which enforce it.

- ANYBODY: with or without a session.
- GUEST: whoever has a session; a guest's will do.
- CUSTOMER: whoever is signed in, customers and staff.
- OWNER: whoever it belongs to; staff with the permission too, where one is named.
- PERMISSION: staff with the permission.
`;

const rootTypes = ['Query', 'Mutation', 'Subscription'];

/** The text of `docs/access.md`: the rules in the schemas of all subgraphs, by the subgraph's name. */
export function accessTable(schemas: Readonly<Record<string, string>>): string {
  const rows = Object.entries(schemas).flatMap(([subgraph, sdl]) =>
    listAccess(parse(sdl)).map((one) => ({ ...one, subgraph })),
  );
  const types = [...new Set([...rootTypes, ...rows.map(({ type }) => type).toSorted()])];
  const parts = types.map((type) =>
    partOf(
      type,
      rows.filter((row) => row.type === type),
    ),
  );
  return [introduction, ...parts].join('\n');
}

function partOf(type: string, rows: readonly (FieldAccess & { readonly subgraph: string })[]): string {
  const cells = rows
    .map(({ field, subgraph, access }) => [field, access.rule, access.permission ?? '', subgraph])
    .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));
  return `## ${type}\n\n${table(['Field', 'Rule', 'Permission', 'Subgraph'], cells)}`;
}

/** A table as prettier writes it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lineOf = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(lineOf).join('');
}
