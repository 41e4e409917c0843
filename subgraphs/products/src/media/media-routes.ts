import { isId } from '@cartwright/graph';
import { namesTag, type Logger } from '@cartwright/process';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PicturesBusyError, RendererMissingError } from './errors.ts';
import type { PathSigner, RenditionPath } from './path-signer.ts';
import type { Originals, SentOriginal } from './ports.ts';
import type { Picture } from './repository/images.ts';
import { originalPath } from './rules/media-path.ts';
import { extensionOf, pictureExtensions } from './rules/storage-key.ts';
import { parseRenditionName } from './rules/rendition-name.ts';
import { mailRendition, type Rendition } from './rules/rendition.ts';
import { describePicture, keptSecondsOf, openToAll, sendPicture, type Keeping } from './send-picture.ts';
import type { FindRendition } from './use-cases/find-rendition.ts';

/** What pictures are served from. */
export interface MediaRoutesParts {
  readonly findImage: (id: string) => Promise<Picture | null>;
  readonly originals: Originals;
  readonly findRendition: FindRendition;
  readonly signer: PathSigner;
  /** The store's address, as clients reach it. */
  readonly publicUrl: string;
  readonly logger: Logger;
}

const retryAfterSeconds = 2;

/**
 * Serves pictures: `GET /media/<id>.svg` (or `.jpg`, as the picture is) as they were stored, `GET /media/<id>/mail.jpg` as mails show them, and
 * `GET /media/<id>/<signature>/<name>` in any other form, where the signature is the API's.
 */
export function serveMedia(app: FastifyInstance, parts: MediaRoutesParts): void {
  for (const extension of pictureExtensions)
    app.get<{ Params: { id: string } }>(`/media/:id.${extension}`, async (request, reply) => {
      const image = await parts.findImage(request.params.id);
      const original = image && extensionOf(image) === extension ? parts.originals.find(image) : null;
      return image && original
        ? sendOriginal(request, reply, { ...original, keptSeconds: keptSecondsOf(image) })
        : refuse(reply, 404, 'No such picture.');
    });
  app.get<{ Params: { imageId: string } }>('/media/:imageId/mail.jpg', (request, reply) =>
    sendRendition(parts, { request, reply, imageId: request.params.imageId, rendition: mailRendition }),
  );
  app.get<{ Params: RenditionPath }>('/media/:imageId/:signature/:name', async (request, reply) => {
    const { imageId, name } = request.params;
    const rendition = parts.signer.isGenuine(request.params) ? parseRenditionName(name) : undefined;
    if (rendition === undefined)
      return refuse(reply, 404, 'No such picture. Take its address from `Image.url` as it is.');
    return sendRendition(parts, { request, reply, imageId, rendition });
  });
}

/** Nothing is read for a client that has it. */
async function sendOriginal(
  request: FastifyRequest,
  reply: FastifyReply,
  { mediaType, etag, open, keptSeconds }: SentOriginal & Keeping,
): Promise<FastifyReply> {
  if (namesTag(request.headers['if-none-match'], etag))
    return describePicture(reply, { etag, keptSeconds }).code(304).send();
  const body = await open();
  if (body === null) return refuse(reply, 404, 'No such picture.');
  return describePicture(reply, { etag, keptSeconds }).type(mediaType).send(body);
}

interface Wanted {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly imageId: string;
  readonly rendition: Rendition;
}

async function sendRendition(parts: MediaRoutesParts, wanted: Wanted): Promise<FastifyReply> {
  const { request, reply, imageId, rendition } = wanted;
  if (!isId(imageId)) return refuse(reply, 404, 'No such picture.');
  try {
    const found = await parts.findRendition(imageId, rendition);
    if (found === null) return await refuse(reply, 404, 'No such picture.');
    const { picture, bytes } = found;
    const keptSeconds = keptSecondsOf(picture);
    return await sendPicture(request, reply, { mediaType: `image/${rendition.format}`, bytes, keptSeconds });
  } catch (error) {
    return await explain(error, wanted, parts);
  }
}

/** Without a renderer the picture as it was stored is better than none. */
async function explain(
  error: unknown,
  { reply, imageId }: Wanted,
  { findImage, publicUrl, logger }: MediaRoutesParts,
): Promise<FastifyReply> {
  if (error instanceof RendererMissingError) {
    const image = await findImage(imageId);
    if (image === null) return refuse(reply, 404, 'No such picture.');
    const original = `${publicUrl}${originalPath(image)}`;
    return reply.headers({ ...openToAll, 'cache-control': 'no-store' }).redirect(original, 302);
  }
  if (error instanceof PicturesBusyError) {
    void reply.header('retry-after', retryAfterSeconds);
    return refuse(reply, 503, 'Too many pictures are being made at the moment. Try again shortly.');
  }
  logger.error({ err: error, imageId }, 'a picture could not be made');
  return refuse(reply, 500, 'This picture could not be made.');
}

function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply
    .code(status)
    .headers({ ...openToAll, 'cache-control': 'no-store' })
    .type('text/plain; charset=utf-8')
    .send(`${message}\n`);
}
