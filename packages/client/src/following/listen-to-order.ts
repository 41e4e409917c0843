import { print, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql';
import type { Client } from 'graphql-ws';
import { RequestError } from '../ask.ts';
import { OrderStatusChangedDocument, type OrderStatusChangedSubscription } from '../generated/operations.ts';

/** Whom one subscription tells. */
export interface OrderListener {
  readonly onStep: (step: OrderStatusChangedSubscription['orderStatusChanged']) => void;
  /** Called when the store has no more to tell. */
  readonly onComplete: () => void;
  /** Called with a RequestError where the store refuses, else with what the socket ended with. */
  readonly onFailure: (error: unknown) => void;
}

const query = print(OrderStatusChangedDocument);

/**
 * Subscribes to an order's steps once; the socket subscribes again by itself after a lost connection.
 * @returns how to stop it
 */
export function listenToOrder(
  socket: Client,
  { orderId, afterVersion }: { orderId: string; afterVersion: () => number | undefined },
  { onStep, onComplete, onFailure }: OrderListener,
): () => void {
  const variables = {
    orderId,
    // Read whenever the socket writes the subscription: after a lost connection it goes on where it was.
    get afterVersion() {
      return afterVersion();
    },
  };
  let hasFailed = false;
  const fail = (error: unknown) => {
    if (hasFailed) return;
    hasFailed = true;
    onFailure(error);
  };
  return socket.subscribe<OrderStatusChangedSubscription>(
    { query, variables },
    {
      next: ({ data, errors }: FormattedExecutionResult<OrderStatusChangedSubscription>) => {
        if (data) onStep(data.orderStatusChanged);
        else fail(new RequestError(errors ?? []));
      },
      error: (error) =>
        fail(Array.isArray(error) ? new RequestError(error as readonly GraphQLFormattedError[]) : error),
      complete: () => {
        if (!hasFailed) onComplete();
      },
    },
  );
}

/** The code of the first error of a RequestError; undefined for anything else. */
export function errorCodeOf(error: unknown): string | undefined {
  if (!(error instanceof RequestError)) return undefined;
  const code = error.errors[0]?.extensions?.['code'];
  return typeof code === 'string' ? code : undefined;
}
