import { pagePolicy } from '@cartwright/process';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { readPayment, type SimulatedPayment } from '../books/ledger.ts';
import type { Simulator } from '../simulator.ts';
import { actionPage } from './action-page.ts';
import { decideAction } from './decide-action.ts';

const decisionBody = z.object({ decision: z.enum(['approve', 'decline']) });

type Params = { Params: { reference: string } };

/** The page on which a buyer approves or declines a payment. */
export function serveActions(app: FastifyInstance, simulator: Simulator): void {
  const form = 'application/x-www-form-urlencoded';
  app.addContentTypeParser(form, { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  app.get<Params>('/actions/:reference', async (request, reply) => {
    const payment = await readPayment(simulator.database.statements, request.params.reference);
    if (payment === undefined) return reply.code(404).type('text/plain').send('No such payment.');
    return sendPage(reply, payment);
  });
  app.post<Params>('/actions/:reference', async (request, reply) => {
    const body = decisionBody.safeParse(request.body);
    if (!body.success) return reply.code(422).type('text/plain').send('Approve or decline.');
    const payment = await decideAction(simulator, request.params.reference, body.data.decision);
    if (payment === undefined) return reply.code(404).type('text/plain').send('No such payment.');
    if (payment.returnUrl !== null) return reply.redirect(payment.returnUrl, 303);
    return sendPage(reply, payment);
  });
}

/** A browser holds the redirect that follows the form to the policy, too; a shop may have opened the page as its window. */
function sendPage(reply: FastifyReply, payment: SimulatedPayment): FastifyReply {
  const page = actionPage(payment);
  const formTargets = ["'self'", ...(payment.returnUrl === null ? [] : [sourceOf(payment.returnUrl)])];
  return reply
    .type('text/html')
    .headers({
      'content-security-policy': pagePolicy(page, { formTargets }),
      'cross-origin-opener-policy': 'unsafe-none',
      'cache-control': 'no-store',
    })
    .send(page);
}

/** A web shop by its origin, an app by its scheme. */
function sourceOf(url: string): string {
  const { origin, protocol } = new URL(url);
  return origin === 'null' ? protocol : origin;
}
