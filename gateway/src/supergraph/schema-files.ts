import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { nodesSchemaFile } from '../nodes/schema-file.ts';

/** Where the schemas of subgraphs are, by the subgraph's name. */
export type SchemaFiles = Readonly<Record<string, URL>>;

/** The subgraph that is a part of the gateway; all others are processes, or parts of the one process. */
export const ownSubgraph = 'nodes';

/** The schemas that a store is composed of: every `<directory>/<name>/schema.graphql`, and the gateway's own. Sorted by name. */
export async function schemaFiles(directory: URL): Promise<SchemaFiles> {
  const entries = await readdir(fileURLToPath(directory), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const files: [string, URL][] = names.map((name) => [name, new URL(`${name}/schema.graphql`, directory)]);
  files.push([ownSubgraph, nodesSchemaFile]);
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Their texts, by the subgraph's name. */
export async function readSchemas(files: SchemaFiles): Promise<Record<string, string>> {
  const read = async ([name, file]: [string, URL]) => [name, await readFile(file, 'utf8')] as const;
  return Object.fromEntries(await Promise.all(Object.entries(files).map(read)));
}
