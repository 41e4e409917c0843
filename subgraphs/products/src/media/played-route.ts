import { isId } from '@cartwright/graph';
import { namesTag } from '@cartwright/process';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { MediaStorage } from './ports.ts';
import type { PlayedFile } from './repository/played-files.ts';
import { readRange, type AskedRange } from './rules/byte-range.ts';
import { isPlayed, playedExtensionOf, playedExtensions } from './rules/storage-key.ts';
import { openToAll } from './send-picture.ts';

/** What videos and 3D models are served from. */
export interface PlayedRouteParts {
  readonly findPlayed: (id: string) => Promise<PlayedFile | undefined>;
  readonly storage: MediaStorage;
}

const yearSeconds = 31_536_000;

/**
 * Serves videos and 3D models of products: `GET /media/files/<id>.mp4` (or `.webm`, `.glb`, `.usdz`, as the file is), whole or the part that a
 * player asks for. https://www.rfc-editor.org/rfc/rfc9110#section-14
 */
export function servePlayed(app: FastifyInstance, parts: PlayedRouteParts): void {
  for (const extension of playedExtensions)
    app.route<{ Params: { id: string } }>({
      method: ['GET', 'HEAD'], // fastify's own HEAD would read the file, to say that it has no bytes
      exposeHeadRoute: false,
      url: `/media/files/:id.${extension}`,
      handler: async (request, reply) => {
        const { id } = request.params;
        const file = isId(id) ? await parts.findPlayed(id) : undefined;
        return file !== undefined && isOf(file, extension)
          ? send(parts.storage, file, { request, reply })
          : refuse(reply, 404, 'No such file.');
      },
    });
}

function isOf({ mediaType }: PlayedFile, extension: string): boolean {
  return isPlayed(mediaType) && playedExtensionOf(mediaType) === extension;
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

async function send(
  storage: MediaStorage,
  file: PlayedFile,
  { request, reply }: Exchange,
): Promise<FastifyReply> {
  const [etag, { byteSize }] = [`"${file.sha256}"`, file];
  void reply.headers({
    ...openToAll,
    etag,
    'accept-ranges': 'bytes',
    'access-control-expose-headers': 'accept-ranges, content-length, content-range',
    'cache-control': `public, max-age=${yearSeconds}, immutable`,
    'content-disposition': 'inline',
    'content-security-policy': "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; sandbox",
  });
  if (namesTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
  const asked = rangeOf(request, etag, byteSize);
  if (asked.kind === 'unsatisfiable') {
    void reply.removeHeader('etag').header('content-range', `bytes */${byteSize}`);
    return refuse(reply, 416, 'There are not so many bytes.');
  }
  describePart(reply.type(file.mediaType), asked, byteSize);
  if (request.method === 'HEAD') return reply.send();
  const stored = await storage.read(file.storageKey, asked.kind === 'part' ? asked.part : undefined);
  if (stored !== null) return reply.send(stored);
  return refuse(reply.removeHeader('content-length').removeHeader('content-range'), 404, 'No such file.');
}

/** A part of nothing is nothing: a HEAD asks for the whole (RFC 9110, 14.2). */
function rangeOf({ method, headers }: FastifyRequest, etag: string, byteSize: number): AskedRange {
  if (method === 'HEAD') return { kind: 'whole' };
  const ifRange = headers['if-range'];
  return readRange({
    range: headers.range,
    ifRange: typeof ifRange === 'string' ? ifRange : undefined,
    etag,
    byteSize,
  });
}

function describePart(reply: FastifyReply, asked: AskedRange, byteSize: number): void {
  if (asked.kind !== 'part') {
    void reply.header('content-length', byteSize);
    return;
  }
  const { start, end } = asked.part;
  void reply
    .code(206)
    .header('content-range', `bytes ${start}-${end}/${byteSize}`)
    .header('content-length', end - start + 1);
}

function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply
    .code(status)
    .headers({ ...openToAll, 'cache-control': 'no-store' })
    .type('text/plain; charset=utf-8')
    .send(`${message}\n`);
}
