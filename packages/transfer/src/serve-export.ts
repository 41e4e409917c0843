import { Readable } from 'node:stream';
import { hashOpaqueToken } from '@cartwright/identity';
import type { FastifyInstance, FastifyReply } from 'fastify';

import { mediaTypeOf, type FileFormat } from './file-format.ts';

/** A file that is written while it is fetched. */
export interface ExportFile {
  readonly format: FileFormat;
  /** What browsers store it as, without its ending. */
  readonly name: string;
  readonly write: () => AsyncGenerator<string>;
}

/** Where files are fetched, and what an address stands for, by what is stored of it; undefined when its time is over. */
export interface ExportRoute {
  readonly path: string;
  readonly find: (tokenSha256: string) => Promise<ExportFile | undefined>;
}

/** So many are written at once by a process: each reads all that there is. */
const mostAtOnce = 2;
const retryAfterSeconds = 30;

/** Serves files to whoever has their addresses, which end in `?token=…`. They are written piece by piece, and no cache keeps them. */
export function serveExports(app: FastifyInstance, { path, find }: ExportRoute): void {
  let running = 0;
  app.get<{ Querystring: { token?: unknown } }>(path, { exposeHeadRoute: false }, async (request, reply) => {
    const { token } = request.query;
    const file = typeof token === 'string' ? await find(hashOpaqueToken(token)) : undefined;
    void reply.headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
    if (file === undefined)
      return refuse(reply, 404, 'There is no such file, or not any more. Ask for another address.');
    if (running >= mostAtOnce) {
      void reply.header('retry-after', retryAfterSeconds);
      return refuse(reply, 503, 'Too many files are being written at the moment. Try again shortly.');
    }
    running += 1;
    const body = Readable.from(file.write()).once('close', () => (running -= 1));
    return reply
      .type(`${mediaTypeOf[file.format]}; charset=utf-8`)
      .header('content-disposition', `attachment; filename="${file.name}.${file.format.toLowerCase()}"`)
      .send(body);
  });
}

function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(`${message}\n`);
}
