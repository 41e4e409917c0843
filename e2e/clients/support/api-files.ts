import { readFileSync } from 'node:fs';

const api = new URL('../../../api/', import.meta.url);

/** Where the published schema of the API is. */
export const schemaFile = new URL('schema.graphql', api).pathname;

/** The published object types of every interface and union. */
export const possibleTypes = JSON.parse(readFileSync(new URL('possibleTypes.json', api), 'utf8')) as Record<
  string,
  string[]
>;
