import type { IncomingHttpHeaders } from 'node:http';
import { continueTrace, flatHeaders, requestIdFrom, type SubgraphRequest } from '@cartwright/process';
import type { Logger } from '@cartwright/process';
import type { Viewer } from '@cartwright/identity';

/** Who is at the other end of a WebSocket, and with which headers. */
export interface WebsocketSession {
  readonly viewer: Viewer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** Connection parameters stand in for headers and win over those of the upgrade request; a request id is made if none came. */
export function sessionHeaders(
  upgrade: IncomingHttpHeaders,
  parameters: object | undefined,
): Record<string, string> {
  const headers = { ...flatHeaders(upgrade), ...flatHeaders({ ...parameters }) };
  return { ...headers, 'x-request-id': requestIdFrom(headers['x-request-id']) };
}

/** The request of one operation on a socket; all of a socket share its request id. */
export function operationRequest({ headers }: WebsocketSession, logger: Logger): SubgraphRequest {
  const id = requestIdFrom(headers['x-request-id']);
  const traceparent = continueTrace(headers['traceparent']);
  return { id, traceparent, headers, logger: logger.child({ requestId: id }) };
}
