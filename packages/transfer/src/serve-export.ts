import { Readable } from 'node:stream';
import { hashOpaqueToken } from '@cartwright/identity';
import type { FastifyInstance, FastifyReply } from 'fastify';

import { mediaTypeOf, type FileFormat } from './file-format.ts';

/** A file that is written while it is fetched. */
export interface ExportFile {
  readonly format: FileFormat;
  /** What browsers store it as, without its ending. */
  readonly name: string;
  /** Asked before it is written, where it is not to be fetched for ever: whether it may be once more. */
  readonly begin?: (() => Promise<boolean>) | undefined;
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
const gone = 'There is no such file, or not any more. Ask for another address.';
/** Whoever reads more slowly than that does not hold a place for longer. */
const mostMs = 15 * 60 * 1_000;

/** Serves files to whoever has their addresses, which end in `?token=…`. They are written piece by piece, and no cache keeps them. */
export function serveExports(app: FastifyInstance, { path, find }: ExportRoute): void {
  const running = new Set<string>();
  app.get<{ Querystring: { token?: unknown } }>(path, { exposeHeadRoute: false }, async (request, reply) => {
    const { token } = request.query;
    const key = typeof token === 'string' ? hashOpaqueToken(token) : '';
    const file = key === '' ? undefined : await find(key);
    void reply.headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
    if (file === undefined) return refuse(reply, 404, gone);
    if (running.size >= mostAtOnce || running.has(key)) {
      void reply.header('retry-after', retryAfterSeconds);
      return refuse(reply, 503, 'Too many files are being written at the moment. Try again shortly.');
    }
    running.add(key);
    if (!(await begins(file, () => running.delete(key)))) return refuse(reply, 404, gone);
    const body = Readable.from(file.write());
    const end = setTimeout(() => body.destroy(new Error('The file was not read within 15 minutes')), mostMs);
    const letGo = () => {
      clearTimeout(end);
      running.delete(key);
    };
    body.once('end', letGo).once('close', letGo); // at its end whoever reads it may ask again at once
    return reply
      .type(`${mediaTypeOf[file.format]}; charset=utf-8`)
      .header('content-disposition', `attachment; filename="${file.name}.${file.format.toLowerCase()}"`)
      .send(body);
  });
}

/** Whether a file may be fetched; its place is let go where it may not, or where that cannot be told. */
async function begins({ begin }: ExportFile, letGo: () => void): Promise<boolean> {
  let mayBegin = false;
  try {
    mayBegin = begin === undefined || (await begin());
  } finally {
    if (!mayBegin) letGo();
  }
  return mayBegin;
}

function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(`${message}\n`);
}
