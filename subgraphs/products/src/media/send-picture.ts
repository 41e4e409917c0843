import { entityTagOf, namesTag } from '@cartwright/process';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Original } from './ports.ts';

const yearSeconds = 31_536_000;

/** What every answer about pictures says: any site may show them and draw them on a canvas. */
export const openToAll = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'timing-allow-origin': '*',
  'x-content-type-options': 'nosniff',
};

/** Sends a picture that caches may keep for ever, or says that the client's copy is still good (RFC 9110, 13.1.2). */
export function sendPicture(
  request: FastifyRequest,
  reply: FastifyReply,
  { mediaType, bytes }: Original,
): FastifyReply {
  const etag = entityTagOf(bytes);
  describePicture(reply, etag);
  if (namesTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
  return reply.type(mediaType).send(bytes);
}

/** Says of an answer that caches may keep it for ever. */
export function describePicture(reply: FastifyReply, etag: string): FastifyReply {
  return reply.headers({
    ...openToAll,
    etag,
    'cache-control': `public, max-age=${yearSeconds}, immutable`,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  });
}
