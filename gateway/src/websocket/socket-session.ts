import type { IncomingHttpHeaders } from 'node:http';
import { type TokenVerifier, type ViewerContext } from '@cartwright/identity';
import { flatHeaders } from '@cartwright/process';
import type { SubscribePayload } from 'graphql-ws';
import type { RequestContext } from '../execution/request-context.ts';
import { forwardedHeaders } from '../transport/forwarded-headers.ts';

/** The client at the other end of a socket. */
export interface SocketSession extends ViewerContext {
  /** The headers of the upgrade request, overridden by the connection's parameters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly clientAddress: string;
}

/**
 * Connection parameters replace the headers that a browser cannot set on a WebSocket; many clients send them in a `headers`
 * object.
 */
export function sessionHeaders(
  upgrade: IncomingHttpHeaders,
  parameters: Readonly<Record<string, unknown>> = {},
): Record<string, string> {
  return { ...flatHeaders(upgrade), ...ownHeaders(parameters), ...flatHeaders(parameters) };
}

/**
 * The context of one operation on a socket. `extensions.headers`, which GraphiQL fills from its headers tab, applies to
 * that operation only.
 */
export async function operationContext(
  session: SocketSession,
  { extensions }: SubscribePayload,
  verifyToken: TokenVerifier,
): Promise<RequestContext> {
  const headers = { ...session.headers, ...ownHeaders(extensions) };
  const isOwnToken = headers['authorization'] !== session.headers['authorization'];
  const { viewer, tokenFault } = isOwnToken ? await verifyToken(headers['authorization']) : session;
  const { clientAddress } = session;
  const forwarded = forwardedHeaders(headers, clientAddress);
  return { requestId: forwarded['x-request-id'], viewer, tokenFault, clientAddress, forwarded };
}

function ownHeaders(holder: Readonly<Record<string, unknown>> | null | undefined): Record<string, string> {
  const headers: unknown = holder?.['headers'];
  return typeof headers === 'object' && headers !== null ? flatHeaders({ ...headers }) : {};
}
