import { cartFreezePath, cartFreezeRequestSchema } from '@cartwright/events';
import type { RouteTools } from '@cartwright/subgraph';
import type { FastifyInstance } from 'fastify';
import type { FreezeCart } from '../use-cases/freeze-cart.ts';

/** Serves orders' one call: 200 with a `CartFreezeResponse`, 400 for a body that is no request, 401 unsigned. */
export function serveFreeze(app: FastifyInstance, { signed }: RouteTools, freezeCart: FreezeCart): void {
  app.post(cartFreezePath, { preHandler: [signed] }, async (request) =>
    freezeCart(cartFreezeRequestSchema.parse(request.body)),
  );
}
