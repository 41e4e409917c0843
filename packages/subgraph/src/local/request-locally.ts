import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { LocalReply, LocalRequest } from './local-subgraph.ts';

const nowhere = 'http://localhost';

/**
 * Has an app answer a request that did not come over a connection. A path that means another one when it is resolved (`/a/../b`) leads
 * nowhere: who passes requests on decides by the path as it came.
 */
export async function requestLocally(app: FastifyInstance, request: LocalRequest): Promise<LocalReply> {
  const { method, path, headers, body } = request;
  const [asSent] = path.split('?', 1);
  if (new URL(path, nowhere).pathname !== asSent)
    return { status: 404, headers: {}, body: Readable.from([]) };
  const reply = await app.inject({
    method: method as 'GET' | 'POST' | 'PUT',
    url: path,
    headers,
    payloadAsStream: true,
    ...(body && { payload: body }),
  });
  return { status: reply.statusCode, headers: reply.headers as LocalReply['headers'], body: reply.stream() };
}
