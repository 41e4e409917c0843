import type { Viewer } from '@cartwright/identity';
import type { ForwardedHeaders } from '../transport/forwarded-headers.ts';
import type { SubscriptionSlot } from '../subscriptions/subscription-slot.ts';

/** The viewer of a request, and what is forwarded to the subgraphs. */
export interface RequestContext {
  readonly requestId: string;
  /** Null for a request without a token. */
  readonly viewer: Viewer | null;
  readonly clientAddress: string;
  readonly forwarded: ForwardedHeaders;
  /** Set on transports that can stream: where the executor leaves the stream of a subscription. */
  readonly subscription?: SubscriptionSlot;
}
