import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { componentsOf, signatureBase, type SignableRequest } from './signature-base.ts';

/** A service that calls subgraphs: the `keyid` of its signatures. */
export type Caller = 'gateway' | 'orders';

/** With what requests are signed. */
export interface SigningOptions {
  readonly caller: Caller;
  /** The key that this caller shares with the one service that it calls, and with no other. */
  readonly key: string;
  readonly now?: () => Date;
  /** Names this process in its nonces: 16 characters of base64url; random when not given. */
  readonly sender?: string;
}

/** The headers that a signed request is sent with, beside those that it has. */
export type SignatureHeaders = Readonly<Record<'signature' | 'signature-input' | 'content-digest', string>>;

/** Signs a request, once: each call gives another nonce, which the service that is called takes once. */
export type SignRequest = (request: SignableRequest) => Partial<SignatureHeaders>;

/**
 * Makes what signs the requests to one service, as HTTP Message Signatures have it (RFC 9421, hmac-sha256, label `cartwright`).
 * A nonce is the sender and a number that rises with each request, so that whoever is called remembers many in little memory.
 */
export function createRequestSigner(options: SigningOptions): SignRequest {
  const { caller, now = () => new Date(), sender = randomBytes(12).toString('base64url') } = options;
  const key = createSecretKey(options.key, 'utf8');
  let number = 0;
  return (request) => {
    const components = componentsOf(request);
    const created = Math.floor(now().getTime() / 1000);
    number += 1;
    const nonce = `${sender}.${number}`;
    const parameters = `${components.list};created=${created};nonce="${nonce}";keyid="${caller}";alg="hmac-sha256"`;
    const signature = createHmac('sha256', key)
      .update(signatureBase(components, parameters))
      .digest('base64');
    const signed = {
      'signature-input': `cartwright=${parameters}`,
      signature: `cartwright=:${signature}:`,
    };
    const { contentDigest } = components;
    return contentDigest === undefined ? signed : { 'content-digest': contentDigest, ...signed };
  };
}
