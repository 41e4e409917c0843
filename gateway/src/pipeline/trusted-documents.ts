import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ApolloServerPlugin } from '@apollo/server';
import { graphqlError } from '@cartwright/errors';
import { z } from 'zod';
import type { RequestContext } from '../execution/request-context.ts';

/** The documents that clients may run, by the SHA-256 of their text. */
export type TrustedDocuments = ReadonlyMap<string, string>;

/** Documents by hash, as GraphQL Code Generator's client preset writes them. */
const documentsByHash = z.record(z.string(), z.string());
/** https://www.apollographql.com/docs/graphos/platform/security/persisted-queries#manifest-format */
const apolloManifest = z.object({ operations: z.array(z.object({ body: z.string() })) });

/** Reads a manifest in either form. @throws when the file is missing or has neither form */
export async function readTrustedDocuments(file: string): Promise<TrustedDocuments> {
  const content: unknown = JSON.parse(await readFile(file, 'utf8'));
  const manifest = apolloManifest.safeParse(content);
  const documents = manifest.success
    ? manifest.data.operations.map(({ body }) => body)
    : Object.values(documentsByHash.parse(content));
  return new Map(
    documents.map((document) => [createHash('sha256').update(document).digest('hex'), document]),
  );
}

/** Refuses every document that is not trusted, whether it comes as text or as a hash. */
export function trustedDocumentsPlugin(trusted: TrustedDocuments): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ queryHash }) {
          if (trusted.has(queryHash)) return Promise.resolve();
          return Promise.reject(
            graphqlError('FORBIDDEN', 'This document is not one of the trusted documents.', {
              http: { status: 403 },
            }),
          );
        },
      }),
  };
}
