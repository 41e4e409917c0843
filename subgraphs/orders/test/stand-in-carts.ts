import {
  cartFreezePath,
  cartFreezeRequestSchema,
  type CartFreezeRequest,
  type CartFreezeResponse,
} from '@cartwright/events';
import { arrivedRequest, createRequestVerifier } from '@cartwright/identity';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { v7 as uuidv7 } from 'uuid';

/** What stands in for carts: it freezes any cart once, unless a test says otherwise. */
export interface StandInCarts extends AsyncDisposable {
  readonly url: string;
  /** Every request that came, oldest first. */
  readonly requests: readonly CartFreezeRequest[];
  /** Answers from now on with this instead; undefined to lock carts again. */
  answer(answer: CartFreezeResponse | undefined): void;
  /** Sells nothing but this variant from now on; undefined for a new one each time. */
  sell(variantId: string | undefined): void;
  /** Answers nothing until the result is called. */
  hold(): () => void;
  /** Answers 503 from now on. */
  breakDown(isDown: boolean): void;
}

const keys = ['another key that only tests know'];

/** Starts it on a free port. By `now`, the clock of who asks, it sees that requests were signed just now. */
export async function startStandInCarts(now?: () => Date): Promise<StandInCarts> {
  const verify = createRequestVerifier({ caller: 'orders', keys, ...(now && { now }) });
  const requests: CartFreezeRequest[] = [];
  const locks = new Map<string, string>();
  let fixedAnswer: CartFreezeResponse | undefined;
  let isDown = false;
  let sold: string | undefined;
  let held: Promise<unknown> = Promise.resolve();
  const answerTo = (request: CartFreezeRequest): CartFreezeResponse => {
    if (fixedAnswer !== undefined) return fixedAnswer;
    const lockedFor = locks.get(request.cartId) ?? request.orderId;
    locks.set(request.cartId, lockedFor);
    if (lockedFor === request.orderId)
      return { outcome: 'frozen', cart: frozenCart(request, sold ?? uuidv7()) };
    return { outcome: 'cart-unavailable', reason: 'in-checkout' };
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = Buffer.concat(await request.toArray()).toString();
    const isSigned = verify({ ...arrivedRequest(request), body }) === 'valid';
    if (request.url !== cartFreezePath || !isSigned) return void response.writeHead(401).end();
    const freeze = cartFreezeRequestSchema.parse(JSON.parse(body));
    requests.push(freeze);
    await held;
    if (isDown) return void response.writeHead(503).end();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answerTo(freeze)));
  };
  const server = await listen((request, response) => void handle(request, response));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    answer: (answer) => (fixedAnswer = answer),
    sell: (variantId) => (sold = variantId),
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      held = promise;
      return () => resolve(undefined);
    },
    breakDown: (down) => (isDown = down),
    [Symbol.asyncDispose]: () => stop(server),
  };
}

/** The address that every cart of the stand-in holds. */
const kept = {
  firstName: 'Kim',
  line1: '1 Kept Street',
  city: 'Berlin',
  postalCode: '10115',
  countryCode: 'DE',
};

function frozenCart(
  { cartId, currency, expectedTotalMinor, ...request }: CartFreezeRequest,
  variantId: string,
) {
  const { email, ownEmail, shippingAddress, billingAddress = null, shippingMethod } = request;
  const shippingMinor = 490;
  const subtotalMinor = expectedTotalMinor - shippingMinor;
  const line = {
    lineId: uuidv7(),
    variantId,
    productId: uuidv7(),
    title: 'Oak stool',
    variantTitle: 'Natural',
    sku: 'STOOL-OAK',
    quantity: 1,
    unitPriceMinor: subtotalMinor,
    totalMinor: subtotalMinor,
  };
  const amounts = {
    subtotalMinor,
    discountMinor: 0,
    shippingMinor,
    taxMinor: 100,
    totalMinor: expectedTotalMinor,
  };
  return {
    ...{ cartId, currency, lines: [line], ...amounts, billingAddress },
    email: email ?? ownEmail ?? '',
    shippingAddress: shippingAddress ?? kept,
    shippingMethod: shippingMethod ?? 'standard',
  };
}

async function listen(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
