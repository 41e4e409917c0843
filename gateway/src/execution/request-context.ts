import type { ViewerContext } from '@cartwright/identity';
import type { ForwardedHeaders } from '../transport/forwarded-headers.ts';
import type { AskedFields } from '../rate/field-importance.ts';
import type { CountedOperation } from '../rate/rate-limits.ts';
import type { Turn } from '../transport/subgraph-transport.ts';
import type { SubscriptionSlot } from '../subscriptions/subscription-slot.ts';

/** What an operation turned out to be. */
export interface WeighedOperation extends CountedOperation, AskedFields {
  /** Its root fields but those that it skips. */
  readonly executedFields: readonly string[];
}

/** Who asks, and what is forwarded to the subgraphs, which find out for themselves who asks. */
export interface RequestContext extends ViewerContext {
  readonly requestId: string;
  readonly clientAddress: string;
  readonly forwarded: ForwardedHeaders;
  /** Aborted when nobody waits for the answer any more; undefined where that is not noticed. */
  readonly gone?: AbortSignal | undefined;
  /** Whether what is kept will not do: the client asked for an answer as of now. */
  readonly wantsFresh?: boolean | undefined;
  /** Told what the operation is estimated to be, once it may run. */
  readonly weigh?: ((operation: WeighedOperation) => void) | undefined;
  /** What is told to subgraphs of the operation's turn, and they tell of it. */
  readonly turn?: Turn | undefined;
  /** Set on transports that can stream: where the executor leaves the stream of a subscription. */
  readonly subscription?: SubscriptionSlot;
}
