import type { FastifyInstance, FastifyReply } from 'fastify';

/** What became of a file that was sent. */
export type Reception = 'received' | 'not-expected' | 'already-received' | 'wrong-length';

/** Where files are sent that are held in memory while they come. */
export interface ImportRoute {
  readonly path: string;
  readonly mostBytes: number;
  /** The mutation that gives out addresses, for whoever sends something else. */
  readonly mutation: string;
  readonly receive: (file: { readonly token: string; readonly bytes: Uint8Array }) => Promise<Reception>;
}

/** So many files come at once to a process. */
const mostAtOnce = 2;
const retryAfterSeconds = 30;

/** Takes files of whoever has an address, which ends in `?token=…`, with PUT. */
export function serveImports(app: FastifyInstance, route: ImportRoute): void {
  const answers = answersOf(route.mutation);
  let coming = 0;
  app.register((files, _options, done) => {
    files.removeAllContentTypeParsers();
    const whole = { parseAs: 'buffer', bodyLimit: route.mostBytes } as const;
    files.addContentTypeParser('*', whole, (_request, body, parsed) => parsed(null, body));
    files.addHook('onRequest', async (_request, reply) => {
      if (coming >= mostAtOnce) return answer(reply.header('retry-after', retryAfterSeconds), answers.busy);
      coming += 1;
      reply.raw.once('close', () => {
        coming -= 1;
      });
      return undefined;
    });
    files.put<{ Querystring: { token?: unknown } }>(route.path, async ({ query: { token }, body }, reply) => {
      const isFile = typeof token === 'string' && body instanceof Uint8Array;
      return answer(reply, answers[isFile ? await route.receive({ token, bytes: body }) : 'not-expected']);
    });
    done();
  });
}

type Answer = readonly [status: number, message: string];

function answersOf(mutation: string): Readonly<Record<Reception | 'busy', Answer>> {
  return {
    received: [201, 'Received.'],
    'not-expected': [403, `Nothing is taken here, or not any more. Ask ${mutation} for an address.`],
    'already-received': [409, `A file was sent here before. Ask ${mutation} for another address.`],
    'wrong-length': [400, `This is not as long as ${mutation} was told. Nothing was kept.`],
    busy: [503, 'Too many files are being sent at the moment. Try again shortly.'],
  };
}

function answer(reply: FastifyReply, [status, message]: Answer): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('text/plain; charset=utf-8')
    .send(`${message}\n`);
}
