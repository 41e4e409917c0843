import { readFile } from 'node:fs/promises';
import type { Logger } from '@cartwright/process';
import { z } from 'zod';
import { watchFile } from '../supergraph/watch-file.ts';
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

/** A manifest's documents, those of its latest version that could be read. */
export interface TrustedDocumentsFile extends TrustedDocuments {
  readonly stop: () => void;
}

/**
 * Follows a manifest: a frontend that is deployed writes or replaces it, and needs no restart. One that cannot be read leaves the
 * documents as they are. @throws when there is none that can be read to begin with
 */
export async function followTrustedDocuments(file: string, logger: Logger): Promise<TrustedDocumentsFile> {
  let current = await readTrustedDocuments(file);
  const read = async (): Promise<void> => {
    try {
      current = await readTrustedDocuments(file);
      logger.info({ file, documents: current.byHash.size }, 'trusted documents read again');
    } catch (error) {
      logger.error({ file, err: error }, 'trusted documents cannot be read: the last ones stay');
    }
  };
  const watcher = watchFile(file, () => void read());
  return {
    get byHash() {
      return current.byHash;
    },
    get byId() {
      return current.byId;
    },
    stop: () => watcher.stop(),
  };
}

/** Reads a manifest in either form. @throws when the file is missing or has neither form */
async function readTrustedDocuments(file: string): Promise<TrustedDocuments> {
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
