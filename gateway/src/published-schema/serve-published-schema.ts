import { createHash } from 'node:crypto';
import { namesTag } from '@cartwright/process';
import type { FastifyInstance } from 'fastify';
import type { LoadedSupergraph } from '../supergraph/loaded-supergraph.ts';
import type { SupergraphStore } from '../supergraph/supergraph-store.ts';
import { publishedSchema, type PublishedSchema } from './published-schema.ts';

const contentTypes: Record<keyof PublishedSchema, string> = {
  'schema.graphql': 'text/plain; charset=utf-8',
  'possibleTypes.json': 'application/json; charset=utf-8',
};

/** Serves what `publishedSchema` makes of the supergraph in use, at `/schema.graphql` and `/possibleTypes.json`. */
export function servePublishedSchema(app: FastifyInstance, store: Pick<SupergraphStore, 'current'>): void {
  const known = new WeakMap<LoadedSupergraph, PublishedSchema>();
  for (const [name, contentType] of Object.entries(contentTypes)) {
    app.get(`/${name}`, (request, reply) => {
      const text = latest(store, known)[name as keyof PublishedSchema];
      const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
      reply.header('etag', etag).header('cache-control', 'no-cache');
      if (namesTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
      return reply.type(contentType).send(text);
    });
  }
}

/** Printed once for each supergraph, when it is first asked for. */
function latest(
  { current }: Pick<SupergraphStore, 'current'>,
  known: WeakMap<LoadedSupergraph, PublishedSchema>,
): PublishedSchema {
  if (current === undefined) throw new Error('No supergraph is loaded.');
  const published = known.get(current) ?? publishedSchema(current.schema);
  known.set(current, published);
  return published;
}
