import type { SignRequest } from '@cartwright/identity';

/** Who signs, and the headers beside those of the signature. */
export interface SignedPost {
  readonly sign: SignRequest;
  readonly headers?: Readonly<Record<string, string>>;
}

/** POSTs a value as JSON, signed as services sign what they send each other. */
export function postSigned(url: URL, value: object, { sign, headers = {} }: SignedPost): Promise<Response> {
  const body = JSON.stringify(value);
  const { authorization } = headers;
  const target = `${url.pathname}${url.search}`;
  const signature = sign({
    method: 'POST',
    authority: url.host,
    target,
    authorization,
    clientNetwork: headers['x-client-network'],
    body,
  });
  return fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers, ...signature },
  });
}
