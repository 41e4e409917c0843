import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { documentHash } from './document-hash.ts';

/** The documents that clients may run. */
export interface TrustedDocuments {
  /** By the SHA-256 of their text. */
  readonly byHash: ReadonlyMap<string, string>;
  /** By the id that the manifest gives them. */
  readonly byId: ReadonlyMap<string, string>;
}

/** Documents by id, as Relay and GraphQL Code Generator's client preset write them: the id is a hash, of any kind. */
const documentsById = z.record(z.string(), z.string());
/** https://www.apollographql.com/docs/graphos/platform/security/persisted-queries#manifest-format */
const apolloManifest = z.object({
  operations: z.array(z.object({ id: z.string().optional(), body: z.string() })),
});

/** Reads a manifest in either form. @throws when the file is missing or has neither form */
export async function readTrustedDocuments(file: string): Promise<TrustedDocuments> {
  const content: unknown = JSON.parse(await readFile(file, 'utf8'));
  const manifest = apolloManifest.safeParse(content);
  const documents = manifest.success
    ? manifest.data.operations.map(({ id, body }) => [id, body] as const)
    : Object.entries(documentsById.parse(content));
  return {
    byHash: new Map(documents.map(([, body]) => [documentHash(body), body])),
    byId: new Map(documents.flatMap(([id, body]) => (id === undefined ? [] : [[id, body] as const]))),
  };
}
