import type { IncomingHttpHeaders } from 'node:http';
import { continueTrace, flatHeaders, requestIdFrom, type SubgraphRequest } from './request.ts';
import type { Logger } from './logger.ts';
import type { Viewer } from './viewer.ts';

/** Who is at the other end of a WebSocket, and with which headers. */
export interface WebsocketSession {
  readonly viewer: Viewer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** Connection parameters stand in for headers, and win over those of the upgrade request. */
export function sessionHeaders(
  upgrade: IncomingHttpHeaders,
  parameters: object | undefined,
): Record<string, string> {
  return { ...flatHeaders(upgrade), ...flatHeaders({ ...parameters }) };
}

/** The request of one operation on a socket: the first takes the gateway's request id, as each has its own log lines. */
export function operationRequest({ headers }: WebsocketSession, logger: Logger): SubgraphRequest {
  const id = requestIdFrom(headers['x-request-id']);
  const traceparent = continueTrace(headers['traceparent']);
  return { id, traceparent, headers, logger: logger.child({ requestId: id }) };
}
