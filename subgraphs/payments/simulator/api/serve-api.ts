import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { behaviourOf, fingerprintOf } from '../behaviours.ts';
import { readPayment } from '../books/ledger.ts';
import { readLedger } from '../books/read-ledger.ts';
import type { Operation, Simulator } from '../simulator.ts';
import { answeringKeyed, type AnswerKeyed, type KeyedAnswer, type KeyedRequest } from './answer-keyed.ts';
import { refuse, showPayment, type Answer } from './answers.ts';
import { authorize, capture, refund, voidPayment } from './operations.ts';

const amountMinor = z.int().nonnegative();
const authorizeBody = z.object({
  reference: z.string().min(1).max(100),
  orderReference: z.string().min(1).max(100),
  amountMinor,
  currency: z.string().regex(/^[A-Z]{3}$/),
  token: z.string().min(1).max(100),
  returnUrl: z.url().max(3000).nullable().default(null),
});
const amountBody = z.object({ amountMinor });

type Params = { Params: { reference: string } };

/** The simulator's API, and its books for audits. */
export function serveApi(app: FastifyInstance, simulator: Simulator): void {
  const { database, actionUrl } = simulator;
  const answerKeyed = answeringKeyed(simulator);
  app.post('/v1/payments', async (request, reply) => {
    const body = authorizeBody.safeParse(request.body);
    if (!body.success) return reply.code(422).send(refuse(422, 'invalid', body.error.message).body);
    const { token, reference } = body.data;
    const work = (operation: Operation) => authorize(operation, body.data);
    const answer = await answerTo(request, answerKeyed, { token, reference, work });
    if (hangs(token, answer)) return hang(reply);
    return reply.code(answer.status).send(answer.body);
  });
  serveAmountOperation(app, answerKeyed, { name: 'capture', run: capture });
  serveAmountOperation(app, answerKeyed, { name: 'refund', run: refund });
  app.post<Params>('/v1/payments/:reference/void', async (request, reply) => {
    const { reference } = request.params;
    const work = (operation: Operation) => voidPayment(operation, reference);
    const { status, body } = await answerTo(request, answerKeyed, { reference, work });
    return reply.code(status).send(body);
  });
  app.get<{ Params: { token: string } }>('/v1/payment-methods/:token', (request, reply) =>
    reply.send({ fingerprint: fingerprintOf(request.params.token) }),
  );
  app.get<Params>('/v1/payments/:reference', async (request, reply) => {
    const payment = await readPayment(database.statements, request.params.reference);
    if (payment === undefined) return reply.code(404).send(refuse(404, 'not_found', 'No such payment.').body);
    return showPayment(payment, actionUrl);
  });
  app.get<{ Querystring: { orderReference?: string } }>('/v1/ledger', (request) =>
    readLedger(database.statements, request.query.orderReference ?? null),
  );
}

interface AmountOperation {
  readonly name: 'capture' | 'refund';
  readonly run: (operation: Operation, reference: string, amountMinor: number) => Answer;
}

function serveAmountOperation(
  app: FastifyInstance,
  answerKeyed: AnswerKeyed,
  { name, run }: AmountOperation,
): void {
  app.post<Params>(`/v1/payments/:reference/${name}`, async (request, reply) => {
    const { reference } = request.params;
    const body = amountBody.safeParse(request.body);
    if (!body.success) return reply.code(422).send(refuse(422, 'invalid', body.error.message).body);
    const work = (operation: Operation) => run(operation, reference, body.data.amountMinor);
    const answer = await answerTo(request, answerKeyed, { reference, work });
    return reply.code(answer.status).send(answer.body);
  });
}

function answerTo(
  { headers, url: path, body }: FastifyRequest,
  answerKeyed: AnswerKeyed,
  about: Pick<KeyedRequest, 'reference' | 'token' | 'work'>,
): Promise<KeyedAnswer> {
  const key = headers['idempotency-key'];
  if (typeof key === 'string' && key !== '') return answerKeyed({ key, path, body, ...about });
  const missing = refuse(400, 'idempotency_key_missing', 'Name an Idempotency-Key.');
  return Promise.resolve({ ...missing, isReplay: false });
}

function hangs(token: string, { isReplay, status }: KeyedAnswer): boolean {
  const { hangs: which } = behaviourOf(token);
  return status < 400 && (which === 'always' || (which === 'first' && !isReplay));
}

/** Says nothing until the client gives up. */
function hang(reply: FastifyReply): FastifyReply {
  return reply.hijack();
}
