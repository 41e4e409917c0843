// Joins the SDL of a subgraph's rooms, and what it uses of packages/graph/schema, into subgraphs/<name>/schema.graphql.
// With --check it only tells whether the committed file is current.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { parse } from 'graphql';
import { listAccess } from '../packages/graph/src/access/list-access.ts';
import { joinSchema } from '../packages/graph/src/join-schema.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const readAll = (pattern) =>
  globSync(pattern, { cwd: root })
    .toSorted()
    .map((file) => ({ file, sdl: readFileSync(`${root}${file}`, 'utf8') }));

/** Writes the joined schema of one subgraph; gives false when `check` is set and the committed one differs. */
export async function writeSchema(name, { check = false } = {}) {
  const rooms = readAll(`subgraphs/${name}/src/*/schema.graphql`);
  if (rooms.length === 0) return true;
  const shared = readAll('packages/graph/schema/*.graphql');
  const joined = await format(joinSchema({ rooms, shared }), { parser: 'graphql', printWidth: 110 });
  listAccess(parse(joined));
  const target = `${root}subgraphs/${name}/schema.graphql`;
  if (readFileSync(target, { encoding: 'utf8', flag: 'a+' }) === joined) return true;
  if (!check) writeFileSync(target, joined);
  return !check;
}
