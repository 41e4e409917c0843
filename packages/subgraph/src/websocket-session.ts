import type { IncomingHttpHeaders } from 'node:http';
import type { ViewerContext } from '@cartwright/identity';
import {
  continueTrace,
  flatHeaders,
  requestIdFrom,
  type Logger,
  type SubgraphRequest,
} from '@cartwright/process';

/** The client at the other end of a WebSocket, and its headers. */
export interface WebsocketSession extends ViewerContext {
  readonly headers: Readonly<Record<string, string>>;
}

/** The headers of the upgrade request, overridden by the connection's parameters; a request id is made when none came. */
export function sessionHeaders(
  upgrade: IncomingHttpHeaders,
  parameters: object | undefined,
): Record<string, string> {
  const headers = { ...flatHeaders(upgrade), ...flatHeaders({ ...parameters }) };
  return { ...headers, 'x-request-id': requestIdFrom(headers['x-request-id']) };
}

/** The request of one operation on a socket; all operations of a socket share its request id. */
export function operationRequest({ headers }: WebsocketSession, logger: Logger): SubgraphRequest {
  const id = requestIdFrom(headers['x-request-id']);
  const traceparent = continueTrace(headers['traceparent']);
  return { id, traceparent, headers, logger: logger.child({ requestId: id }) };
}
