import type { Client } from 'graphql-ws';
import type { OrderStatusChangedSubscription } from '../generated/operations.ts';
import type { Session } from '../session/session.ts';
import { pauseBefore } from '../pause-before.ts';
import { errorCodeOf, listenToOrder } from './listen-to-order.ts';

/** One step of an order's life, and the order after it. */
export type OrderStep = OrderStatusChangedSubscription['orderStatusChanged'];

/** Whom to follow, and whom to tell. */
export interface FollowOptions {
  readonly session: Session;
  /** From `createSocket`. */
  readonly socket: Client;
  readonly orderId: string;
  /** The last version that is known; without it the present state comes first. */
  readonly afterVersion?: number;
  /** Called for each step, in order, each once. */
  readonly onStep: (step: OrderStep) => void;
  /** Called when no step can follow: the order is delivered, cancelled, returned or refunded. */
  readonly onEnd?: () => void;
  /** Called when it cannot be followed: it is nobody's order, or another's. Nothing comes after it. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Follows an order until it ends, over lost connections, renewed sessions and restarts of the store: it goes on after the last
 * step that came, so that none is missed and none comes twice.
 * @returns how to stop it
 */
export function followOrder(options: FollowOptions): () => void {
  const follower = new OrderFollower(options);
  follower.listen();
  return () => follower.stop();
}

class OrderFollower {
  readonly #options: FollowOptions;
  #version: number | undefined;
  #isStopped = false;
  /** Failures since the last step. */
  #failures = 0;
  #stopListening: () => void = () => undefined;

  constructor(options: FollowOptions) {
    this.#options = options;
    this.#version = options.afterVersion;
  }

  listen(): void {
    if (this.#isStopped) return;
    const { socket, orderId, onEnd } = this.#options;
    this.#stopListening = listenToOrder(
      socket,
      { orderId, afterVersion: () => this.#version },
      {
        onStep: (step) => this.#take(step),
        onComplete: () => this.#end(onEnd),
        onFailure: (error) => void this.#recover(error).catch((reason: unknown) => this.#give(reason)),
      },
    );
  }

  stop(): void {
    this.#isStopped = true;
    this.#stopListening();
  }

  #take(step: OrderStep): void {
    if (this.#isStopped || (this.#version !== undefined && step.version <= this.#version)) return;
    this.#version = step.version;
    this.#failures = 0;
    this.#options.onStep(step);
  }

  /** What passes is waited for; a token that counts no more is renewed once. @throws anything else */
  async #recover(error: unknown): Promise<void> {
    this.#stopListening();
    const failures = this.#failures++;
    switch (errorCodeOf(error)) {
      case 'UNAVAILABLE':
      case 'RATE_LIMITED':
        await pauseBefore(failures);
        break;
      case 'UNAUTHENTICATED':
        if (failures > 0) throw error;
        await this.#options.session.renew(await this.#options.session.accessToken());
        this.#options.socket.terminate();
        break;
      default:
        throw error;
    }
    this.listen();
  }

  #give(error: unknown): void {
    this.#end(() => this.#options.onError?.(error));
  }

  #end(tell: (() => void) | undefined): void {
    if (this.#isStopped) return;
    this.stop();
    tell?.();
  }
}
