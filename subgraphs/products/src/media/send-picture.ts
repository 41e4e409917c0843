import { entityTagOf, namesTag } from '@cartwright/process';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Original } from './ports.ts';
import type { Picture } from './repository/images.ts';

const yearSeconds = 31_536_000;
const hourSeconds = 3_600;

/** How long caches may keep a picture. */
export interface Keeping {
  readonly keptSeconds: number;
}

/** Pictures of the shop for ever; photos of people, who may want them to go, for an hour. */
export function keptSecondsOf({ reviewId }: Pick<Picture, 'reviewId'>): number {
  return reviewId === undefined ? yearSeconds : hourSeconds;
}

/** What every answer about pictures says: any site may show them and draw them on a canvas. */
export const openToAll = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'timing-allow-origin': '*',
  'x-content-type-options': 'nosniff',
};

/** Sends a picture that caches may keep, or says that the client's copy is still good (RFC 9110, 13.1.2). */
export function sendPicture(
  request: FastifyRequest,
  reply: FastifyReply,
  { mediaType, bytes, keptSeconds }: Original & Keeping,
): FastifyReply {
  const etag = entityTagOf(bytes);
  describePicture(reply, { etag, keptSeconds });
  if (namesTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
  return reply.type(mediaType).send(bytes);
}

/** Says of an answer how long caches may keep it; what is behind an address never changes meanwhile. */
export function describePicture(
  reply: FastifyReply,
  { etag, keptSeconds }: Keeping & { readonly etag: string },
): FastifyReply {
  return reply.headers({
    ...openToAll,
    etag,
    'cache-control': `public, max-age=${keptSeconds}, immutable`,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  });
}
