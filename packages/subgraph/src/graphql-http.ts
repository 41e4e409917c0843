import { requireSignature, type VerifyRequest } from '@cartwright/identity';
import type { Logger } from '@cartwright/process';
import type { FastifyInstance } from 'fastify';
import { answerPosted, type PostedAnswering } from './answer-posted.ts';
import { ArrivedOperation } from './arrived-operation.ts';
import { guardOverload, visitOf, type OverloadDoor } from './overload-door.ts';

/** What `/graphql` over HTTP is built from. */
export interface GraphqlHttpOptions extends PostedAnswering {
  readonly logger: Logger;
  readonly verifyRequest: VerifyRequest;
  readonly door: OverloadDoor;
}

/** Serves POST `/graphql`, signed requests only, in whichever form they come. */
export function serveGraphqlHttp(app: FastifyInstance, options: GraphqlHttpOptions): void {
  app.register((scope, _options, done) => {
    guardOverload(scope, options.door);
    serveOperations(scope, options);
    done();
  });
}

function serveOperations(app: FastifyInstance, options: GraphqlHttpOptions): void {
  const signed = requireSignature(options.verifyRequest);
  app.post('/graphql', { preHandler: [signed] }, async (request, reply) => {
    const operation = new ArrivedOperation(request, options.logger);
    const { raw, body } = request;
    const posted = { request: raw, response: reply.raw, operation, visit: visitOf(request), body };
    const answer = await answerPosted(posted, options);
    return reply.code(answer.status).headers(answer.headers).send(answer.body);
  });
}
