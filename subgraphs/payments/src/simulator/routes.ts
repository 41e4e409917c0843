import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { z } from 'zod';
import { actionPage } from './action-page.ts';
import { refuse, showPayment, type Answer } from './answers.ts';
import { behaviourOf } from './behaviours.ts';
import { decideAction } from './decide-action.ts';
import { once, type KeyedAnswer } from './idempotency.ts';
import { readPayment } from './ledger.ts';
import { authorize, capture, refund, voidPayment, type Operation } from './operations.ts';
import { readLedger } from './read-ledger.ts';
import { inTransaction } from './transaction.ts';

/** What the routes work with. */
export interface RoutesOptions extends Omit<Operation, 'client'> {
  readonly pool: Pool;
}

const amountMinor = z.int().nonnegative();
const authorizeBody = z.object({
  reference: z.string().min(1).max(100),
  orderReference: z.string().min(1).max(100),
  amountMinor,
  currency: z.string().regex(/^[A-Z]{3}$/),
  token: z.string().min(1).max(100),
});
const amountBody = z.object({ amountMinor });
const decisionBody = z.object({ decision: z.enum(['approve', 'decline']) });

type Params = { Params: { reference: string } };

/** The simulator's API and the page on which a buyer decides. */
export function serveRoutes(app: FastifyInstance, options: RoutesOptions): void {
  const { pool, actionUrl } = options;
  app.post('/v1/payments', (request, reply) => {
    const body = authorizeBody.safeParse(request.body);
    if (!body.success) return reply.code(422).send(refuse(422, 'invalid', body.error.message).body);
    const { token } = body.data;
    return answerKeyed({
      options,
      request,
      reply,
      token,
      work: (operation) => authorize(operation, body.data),
    });
  });
  serveAmountOperation(app, options, 'capture', capture);
  serveAmountOperation(app, options, 'refund', refund);
  app.post<Params>('/v1/payments/:reference/void', async (request, reply) => {
    const { reference } = request.params;
    const token = (await readPayment(pool, reference))?.token ?? null;
    return answerKeyed({
      options,
      request,
      reply,
      token,
      work: (operation) => voidPayment(operation, reference),
    });
  });
  app.get<Params>('/v1/payments/:reference', async (request, reply) => {
    const payment = await readPayment(pool, request.params.reference);
    if (payment === null) return reply.code(404).send(refuse(404, 'not_found', 'No such payment.').body);
    return showPayment(payment, actionUrl);
  });
  app.get<{ Querystring: { orderReference?: string } }>('/v1/ledger', (request) =>
    readLedger(pool, request.query.orderReference ?? null),
  );
  serveActions(app, options);
}

function serveAmountOperation(
  app: FastifyInstance,
  options: RoutesOptions,
  name: 'capture' | 'refund',
  run: (operation: Operation, reference: string, amountMinor: number) => Promise<Answer>,
): void {
  app.post<Params>(`/v1/payments/:reference/${name}`, async (request, reply) => {
    const { reference } = request.params;
    const body = amountBody.safeParse(request.body);
    if (!body.success) return reply.code(422).send(refuse(422, 'invalid', body.error.message).body);
    const token = (await readPayment(options.pool, reference))?.token ?? null;
    const work = (operation: Operation) => run(operation, reference, body.data.amountMinor);
    return answerKeyed({ options, request, reply, token, work });
  });
}

interface KeyedCall {
  readonly options: RoutesOptions;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly token: string | null;
  readonly work: (operation: Operation) => Promise<Answer>;
}

async function answerKeyed({ options, request, reply, token, work }: KeyedCall): Promise<FastifyReply> {
  const { pool, ...rest } = options;
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') {
    return reply.code(400).send(refuse(400, 'idempotency_key_missing', 'Name an Idempotency-Key.').body);
  }
  const { failsOnce } = behaviourOf(token);
  const keyed = { key, path: request.url, body: request.body };
  const answer = await inTransaction(pool, (client) =>
    once(client, keyed, (wasTried) =>
      failsOnce === true && !wasTried
        ? Promise.resolve(refuse(500, 'server_error', 'Something went wrong. Try again.'))
        : work({ ...rest, client }),
    ),
  );
  if (request.url === '/v1/payments' && hangs(token, answer)) return hang(reply);
  return reply.code(answer.status).send(answer.body);
}

function hangs(token: string | null, { isRepeated }: KeyedAnswer): boolean {
  const { hangs: which } = behaviourOf(token);
  return which === 'always' || (which === 'first' && !isRepeated);
}

/** Says nothing until the client gives up. */
function hang(reply: FastifyReply): FastifyReply {
  return reply.hijack();
}

function serveActions(app: FastifyInstance, options: RoutesOptions): void {
  const form = 'application/x-www-form-urlencoded';
  app.addContentTypeParser(form, { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  app.get<Params>('/actions/:reference', async (request, reply) => {
    const payment = await readPayment(options.pool, request.params.reference);
    if (payment === null) return reply.code(404).type('text/plain').send('No such payment.');
    return reply.type('text/html').send(actionPage(payment));
  });
  app.post<Params>('/actions/:reference', async (request, reply) => {
    const body = decisionBody.safeParse(request.body);
    if (!body.success) return reply.code(422).type('text/plain').send('Approve or decline.');
    const payment = await decideAction(options, request.params.reference, body.data.decision);
    if (payment === null) return reply.code(404).type('text/plain').send('No such payment.');
    return reply.type('text/html').send(actionPage(payment));
  });
}
