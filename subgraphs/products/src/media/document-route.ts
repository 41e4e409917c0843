import { createHash } from 'node:crypto';
import { isId } from '@cartwright/graph';
import { namesTag } from '@cartwright/process';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { MediaStorage } from './ports.ts';
import type { StoredDocument } from './repository/documents.ts';
import { openToAll } from './send-picture.ts';

/** What documents are served from. */
export interface DocumentRouteParts {
  readonly findDocument: (id: string) => Promise<StoredDocument | undefined>;
  readonly storage: MediaStorage;
}

/** Titles change, and are a part of it. */
const minutesSeconds = 300;

/** Serves documents: `GET /media/documents/<id>.pdf`. Browsers store them, and open nothing in the name of the shop. */
export function serveDocuments(app: FastifyInstance, { findDocument, storage }: DocumentRouteParts): void {
  app.route<{ Params: { id: string } }>({
    method: ['GET', 'HEAD'], // fastify's own HEAD would read the file, to say that it has no bytes
    exposeHeadRoute: false,
    url: '/media/documents/:id.pdf',
    handler: async (request, reply) => {
      const { id } = request.params;
      const document = isId(id) ? await findDocument(id) : undefined;
      if (document === undefined) return refuse(reply);
      describe(reply, document);
      if (namesTag(request.headers['if-none-match'], etagOf(document))) return reply.code(304).send();
      void reply.type(document.mediaType).header('content-length', document.byteSize);
      if (request.method === 'HEAD') return reply.send();
      const stored = await storage.read(document.storageKey);
      return stored === null ? refuse(reply.removeHeader('content-length')) : reply.send(stored);
    },
  });
}

function describe(reply: FastifyReply, document: StoredDocument): void {
  void reply.headers({
    ...openToAll,
    etag: etagOf(document),
    'cache-control': `public, max-age=${minutesSeconds}`,
    'content-disposition': `attachment; filename*=UTF-8''${encodeName(`${document.title}.pdf`)}`,
    'content-security-policy': "default-src 'none'; sandbox",
  });
}

function etagOf({ sha256, title }: StoredDocument): string {
  return `"${sha256}-${createHash('sha256').update(title).digest('base64url').slice(0, 12)}"`;
}

/** As a parameter of a header takes it (RFC 8187, 3.2). */
function encodeName(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function refuse(reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .headers({ ...openToAll, 'cache-control': 'no-store' })
    .type('text/plain; charset=utf-8')
    .send('No such document.\n');
}
