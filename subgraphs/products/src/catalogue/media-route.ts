import { sampleImageSvg } from '@cartwright/sample-data';
import type { FastifyInstance } from 'fastify';
import type { Image } from './repository/loaders.ts';

const yearSeconds = 31_536_000;

/**
 * Serves `GET /media/<image id>.svg`. A picture never changes under its id, so that caches may keep it for ever; any
 * site may show it.
 */
export function serveMedia(app: FastifyInstance, findImage: (id: string) => Promise<Image | null>): void {
  app.get<{ Params: { id: string } }>('/media/:id.svg', async ({ params }, reply) => {
    const image = await findImage(params.id);
    if (image === null) return reply.code(404).type('text/plain').send('No such image.');
    return reply
      .headers({
        'cache-control': `public, max-age=${yearSeconds}, immutable`,
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
        'x-content-type-options': 'nosniff',
      })
      .type('image/svg+xml; charset=utf-8')
      .send(sampleImageSvg(image.key, image.altText));
  });
}
