import type { IncomingHttpHeaders } from 'node:http';
import { type TokenVerifier, type ViewerContext } from '@cartwright/identity';
import { flatHeaders } from '@cartwright/process';
import type { SubscribePayload } from 'graphql-ws';
import type { RateLimits } from '../rate/rate-limits.ts';
import type { AccessTokenFor } from '../api-keys/api-key-tokens.ts';
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

/** What reads who asks. */
export interface TokenReaders {
  readonly verifyToken: TokenVerifier;
  readonly accessTokenFor: AccessTokenFor;
  readonly rates: Pick<RateLimits, 'countToken'>;
}

/** Headers with what stands in for their `authorization`. */
export async function withAccessToken(
  headers: Readonly<Record<string, string>>,
  tokenFor: (authorization: string | undefined) => Promise<string | undefined>,
): Promise<Record<string, string>> {
  const authorization = await tokenFor(headers['authorization']);
  return authorization === undefined ? { ...headers } : { ...headers, authorization };
}

/**
 * The context of one operation on a socket. `extensions.headers`, which GraphiQL fills from its headers tab, applies to
 * that operation only.
 */
export async function operationContext(
  session: SocketSession,
  { extensions }: SubscribePayload,
  { verifyToken, accessTokenFor, rates }: TokenReaders,
): Promise<RequestContext> {
  const { clientAddress } = session;
  const sent = { ...session.headers, ...ownHeaders(extensions) };
  const headers = await withAccessToken(sent, (token) => accessTokenFor(token, clientAddress));
  const isOwnToken = headers['authorization'] !== session.headers['authorization'];
  const { viewer, tokenFault } = isOwnToken
    ? await verifyToken(headers['authorization'], () => rates.countToken(clientAddress))
    : session;
  const forwarded = forwardedHeaders(headers, clientAddress);
  return { requestId: forwarded['x-request-id'], viewer, tokenFault, clientAddress, forwarded };
}

function ownHeaders(holder: Readonly<Record<string, unknown>> | null | undefined): Record<string, string> {
  const headers: unknown = holder?.['headers'];
  return typeof headers === 'object' && headers !== null ? flatHeaders({ ...headers }) : {};
}
