import { hash } from 'node:crypto';

/** What a signature of a service covers of a request. */
export interface SignableRequest {
  readonly method: string;
  /** Host and port of the replica that is addressed, as in the header `Host`. */
  readonly authority: string;
  /** Path and query, as they are on the request line. */
  readonly target: string;
  readonly authorization?: string | undefined;
  /** The header `x-client-network`: where the client is whose request this is a part of. */
  readonly clientNetwork?: string | undefined;
  /** The exact bytes of the body; undefined where the method has none. */
  readonly body?: string | Uint8Array | undefined;
}

/** The components that a signature covers (RFC 9421, 2), in the order in which they are signed. */
export interface Components {
  /** Their names as the header `Signature-Input` lists them: `("@method" "@path")`. */
  readonly list: string;
  /** A line for each, with its value. */
  readonly lines: string;
  /** The header `Content-Digest`; undefined for a request without a body. */
  readonly contentDigest: string | undefined;
}

/**
 * The components of a request. What a request has is covered: a header that was added or taken away changes the list, and the
 * signature no longer fits.
 */
export function componentsOf({
  method,
  authority,
  target,
  authorization,
  clientNetwork,
  body,
}: SignableRequest): Components {
  const queryAt = target.indexOf('?');
  const path = queryAt < 0 ? target : target.slice(0, queryAt);
  const query = queryAt < 0 ? '?' : target.slice(queryAt);
  let names = '"@method" "@authority" "@path" "@query"';
  let lines = `"@method": ${method.toUpperCase()}\n"@authority": ${authority.toLowerCase()}\n"@path": ${path}\n"@query": ${query}\n`;
  const cover = (name: string, value: string): void => {
    names += ` "${name}"`;
    lines += `"${name}": ${value}\n`;
  };
  if (authorization !== undefined) cover('authorization', authorization.trim());
  if (clientNetwork !== undefined) cover('x-client-network', clientNetwork.trim());
  const digest = body === undefined ? undefined : contentDigest(body);
  if (digest !== undefined) cover('content-digest', digest);
  return { list: `(${names})`, lines, contentDigest: digest };
}

/** The header `Content-Digest` (RFC 9530) of a body. */
export function contentDigest(body: string | Uint8Array): string {
  return `sha-256=:${hash('sha256', body, 'base64')}:`;
}

/** What is signed (RFC 9421, 2.5): a line per component, and one for the parameters of the signature. */
export function signatureBase({ lines }: Pick<Components, 'lines'>, parameters: string): string {
  return `${lines}"@signature-params": ${parameters}`;
}
