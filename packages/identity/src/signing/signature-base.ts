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

/** The components of a signature (RFC 9421, 2) with their values, in the order in which they are signed. */
export type Components = ReadonlyMap<string, string>;

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
  const components = new Map<string, string>();
  components.set('@method', method.toUpperCase());
  components.set('@authority', authority.toLowerCase());
  components.set('@path', queryAt < 0 ? target : target.slice(0, queryAt));
  components.set('@query', queryAt < 0 ? '?' : target.slice(queryAt));
  if (authorization !== undefined) components.set('authorization', authorization.trim());
  if (clientNetwork !== undefined) components.set('x-client-network', clientNetwork.trim());
  if (body !== undefined) components.set('content-digest', contentDigest(body));
  return components;
}

/** The header `Content-Digest` (RFC 9530) of a body. */
export function contentDigest(body: string | Uint8Array): string {
  return `sha-256=:${hash('sha256', body, 'base64')}:`;
}

/** The names of the components as the header `Signature-Input` lists them: `("@method" "@path")`. */
export function componentList(components: Components): string {
  let names = '';
  for (const name of components.keys()) names += names === '' ? `"${name}"` : ` "${name}"`;
  return `(${names})`;
}

/** What is signed (RFC 9421, 2.5): a line per component, and one for the parameters of the signature. */
export function signatureBase(components: Components, parameters: string): string {
  let lines = '';
  for (const [name, value] of components) lines += `"${name}": ${value}\n`;
  return `${lines}"@signature-params": ${parameters}`;
}
