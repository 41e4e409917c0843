import { graphqlError } from '@cartwright/errors';
import type { RequestContext } from '../execution/request-context.ts';
import { clientNetwork } from '../rate/client-network.ts';
import type { ConnectionCounts } from '../rate/connection-counts.ts';

/** Counts one more stream of a client's; the returned function gives its place up. @throws RATE_LIMITED */
export function takePlace(
  places: ConnectionCounts,
  { viewer, clientAddress }: Pick<RequestContext, 'viewer' | 'clientAddress'>,
): () => void {
  const release = places.take(viewer?.id ?? clientNetwork(clientAddress));
  if (release === undefined) {
    throw graphqlError('RATE_LIMITED', 'Too many connections: close one before you open another.');
  }
  return release;
}
