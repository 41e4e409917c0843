import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { behaviourOf, fingerprintOf } from '../behaviours.ts';
import { readPayment } from '../books/ledger.ts';
import { readLedger } from '../books/read-ledger.ts';
import type { Operation, Simulator } from '../simulator.ts';
import { answerOnce, type KeyedAnswer } from './answer-once.ts';
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
  app.post('/v1/payments', (request, reply) => {
    const body = authorizeBody.safeParse(request.body);
    if (!body.success) return reply.code(422).send(refuse(422, 'invalid', body.error.message).body);
    const { token } = body.data;
    const work = (operation: Operation) => authorize(operation, body.data);
    return answerKeyed({ simulator, request, reply, token, work });
  });
  serveAmountOperation(app, simulator, { name: 'capture', run: capture });
  serveAmountOperation(app, simulator, { name: 'refund', run: refund });
  app.post<Params>('/v1/payments/:reference/void', async (request, reply) => {
    const { reference } = request.params;
    const token = await tokenOf(simulator, reference);
    const work = (operation: Operation) => voidPayment(operation, reference);
    return answerKeyed({ simulator, request, reply, token, work });
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
  readonly run: (operation: Operation, reference: string, amountMinor: number) => Promise<Answer>;
}

function serveAmountOperation(
  app: FastifyInstance,
  simulator: Simulator,
  { name, run }: AmountOperation,
): void {
  app.post<Params>(`/v1/payments/:reference/${name}`, async (request, reply) => {
    const { reference } = request.params;
    const body = amountBody.safeParse(request.body);
    if (!body.success) return reply.code(422).send(refuse(422, 'invalid', body.error.message).body);
    const token = await tokenOf(simulator, reference);
    const work = (operation: Operation) => run(operation, reference, body.data.amountMinor);
    return answerKeyed({ simulator, request, reply, token, work });
  });
}

async function tokenOf({ database }: Simulator, reference: string): Promise<string | null> {
  return (await readPayment(database.statements, reference))?.token ?? null;
}

interface KeyedCall {
  readonly simulator: Simulator;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly token: string | null;
  readonly work: (operation: Operation) => Promise<Answer>;
}

async function answerKeyed({ simulator, request, reply, token, work }: KeyedCall): Promise<FastifyReply> {
  const { database, ...rest } = simulator;
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') {
    return reply.code(400).send(refuse(400, 'idempotency_key_missing', 'Name an Idempotency-Key.').body);
  }
  const { failsOnce } = behaviourOf(token);
  const keyed = { key, path: request.url, body: request.body };
  const answer = await database.transaction((tx) =>
    answerOnce(tx, keyed, (wasTried) =>
      failsOnce === true && !wasTried
        ? Promise.resolve(refuse(500, 'server_error', 'Something went wrong. Try again.'))
        : work({ ...rest, tx }),
    ),
  );
  if (request.url === '/v1/payments' && hangs(token, answer)) return hang(reply);
  return reply.code(answer.status).send(answer.body);
}

function hangs(token: string | null, { isReplay }: KeyedAnswer): boolean {
  const { hangs: which } = behaviourOf(token);
  return which === 'always' || (which === 'first' && !isReplay);
}

/** Says nothing until the client gives up. */
function hang(reply: FastifyReply): FastifyReply {
  return reply.hijack();
}
