import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What became of a file that was sent. */
export type Reception = 'received' | 'not-expected' | 'already-received' | 'wrong-length';

/** What is to come to an address, or why nothing is. */
export type Expectation = { readonly byteSize: number } | 'not-expected' | 'already-received';

/** Where files are sent that are held in memory while they come. */
export interface ImportRoute {
  readonly path: string;
  readonly mostBytes: number;
  /** The mutation that gives out addresses, for whoever sends something else. */
  readonly mutation: string;
  /** Asked before anything of a file is taken in. */
  readonly expect: (token: string) => Promise<Expectation>;
  readonly receive: (file: { readonly token: string; readonly bytes: Uint8Array }) => Promise<Reception>;
}

/** So many files come at once to a process. */
const mostAtOnce = 2;
const retryAfterSeconds = 30;

/**
 * Takes files of whoever has an address, which ends in `?token=…`, with PUT. Others take no place: what they send is not read. A file that
 * does not come whole in the time that the app gives requests ends there.
 */
export function serveImports(app: FastifyInstance, route: ImportRoute): void {
  const answers = answersOf(route.mutation);
  let coming = 0;
  app.register((files, _options, done) => {
    files.removeAllContentTypeParsers();
    const whole = { parseAs: 'buffer', bodyLimit: route.mostBytes } as const;
    files.addContentTypeParser('*', whole, (_request, body, parsed) => parsed(null, body));
    files.addHook('onRequest', async (request, reply) => {
      const refusal = await refusalOf(request, route);
      if (refusal !== null) return answer(reply, answers[refusal]);
      if (reply.raw.closed) return reply.hijack(); // hung up meanwhile: nothing would give the place back
      if (coming >= mostAtOnce) return answer(reply.header('retry-after', retryAfterSeconds), answers.busy);
      coming += 1;
      reply.raw.once('close', () => {
        coming -= 1;
      });
      return undefined;
    });
    files.put(route.path, async (request, reply) => {
      const bytes = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      return answer(reply, answers[await route.receive({ token: tokenOf(request) ?? '', bytes })]);
    });
    done();
  });
}

/** Why nothing of a request is taken in; null where it is. */
async function refusalOf(
  request: FastifyRequest,
  { expect }: ImportRoute,
): Promise<Exclude<Reception, 'received'> | null> {
  const token = tokenOf(request);
  if (token === null) return 'not-expected';
  const expected = await expect(token);
  if (typeof expected === 'string') return expected;
  const length = request.headers['content-length'];
  return length === undefined || Number(length) === expected.byteSize ? null : 'wrong-length';
}

function tokenOf({ query }: FastifyRequest): string | null {
  const { token } = query as { readonly token?: unknown };
  return typeof token === 'string' ? token : null;
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
