import type { WatchToken } from '@cartwright/identity';
import type { RequestContext } from '../execution/request-context.ts';
import type { Carriage } from '../pipeline/carriage.ts';
import { endWithToken } from '../pipeline/end-with-token.ts';
import type { OperationOutcome } from '../pipeline/operation-outcome.ts';
import type { RunOperation } from '../pipeline/run-operation.ts';
import type { ClientPlaces } from '../rate/client-places.ts';
import type { StreamReplies } from '../streaming/stream-replies.ts';

/** What operations over HTTP need. */
export interface RunRequestOptions {
  readonly run: RunOperation;
  readonly streams: StreamReplies;
  /** How many connections each client holds. */
  readonly places: ClientPlaces;
  readonly watchToken: WatchToken;
}

/** What was asked, by whom, and what the answer can be. */
export interface AskedOperation {
  readonly sent: unknown;
  readonly context: RequestContext;
  readonly carriage: Carriage;
}

/** Runs an operation; a stream ends when the token that it was asked for with does. */
export async function runRequest(
  { sent, context, carriage }: AskedOperation,
  { run, watchToken }: RunRequestOptions,
): Promise<OperationOutcome> {
  const outcome = await run(sent, context, carriage);
  if (outcome.kind !== 'stream') return outcome;
  return { kind: 'stream', stream: endWithToken(outcome.stream, context.viewer, watchToken) };
}
