import type { FastifyInstance } from 'fastify';
import type { RouteTools, SubgraphQuestion } from './subgraph-options.ts';

/** Answers what other subgraphs ask over HTTP: 401 unless whoever may ask signed it. @returns the answers by path, for who is in the same process */
export function serveQuestions(
  app: FastifyInstance,
  questions: readonly SubgraphQuestion[],
  signedBy: RouteTools['signedBy'],
): ReadonlyMap<string, SubgraphQuestion['answer']> {
  for (const { path, askedBy, keys, answer } of questions) {
    app.post(path, { preHandler: [signedBy(askedBy, keys)] }, (request) => answer(request.body));
  }
  return new Map(questions.map(({ path, answer }) => [path, answer]));
}
