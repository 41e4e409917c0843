import { createHmac, createSecretKey } from 'node:crypto';
import type { BuyerSignals, MessageAddress } from '@cartwright/events';
import { canonicalAddress, canonicalEmail } from './rules/canonical-buyer.ts';

/** What is known of the client that asks: the network as the gateway saw it, and the client's own name. */
export interface BuyerRequest {
  readonly network: string | null;
  readonly userAgent: string | null;
}

/** Who buys, where it goes, and from where. */
export interface Buyer extends BuyerRequest {
  readonly email: string;
  readonly shippingAddress: MessageAddress;
  readonly billingAddress: MessageAddress | null;
}

/** Says what a buyer is recognised by. */
export type RecogniseBuyer = (buyer: Buyer) => BuyerSignals;

/** What the gateway passes on of a client; it is covered by the gateway's signature. */
export function buyerRequest(headers: Readonly<Record<string, string>>): BuyerRequest {
  return { network: headers['x-client-network'] ?? null, userAgent: headers['user-agent'] ?? null };
}

/** Makes hashes that cannot be made, or tried out, without the key. */
export function signalsWith(key: string): RecogniseBuyer {
  const secret = createSecretKey(key, 'utf8');
  const hash = (kind: string, ...parts: string[]): string =>
    createHmac('sha256', secret)
      .update(JSON.stringify([kind, ...parts]))
      .digest('base64url');
  return ({ email, shippingAddress, billingAddress, network, userAgent }) => {
    const addresses = [shippingAddress, billingAddress ?? shippingAddress].map((address) =>
      hash('address', canonicalAddress(address)),
    );
    return {
      email: hash('email', canonicalEmail(email)),
      addresses: [...new Set(addresses)],
      network: network === null ? null : hash('network', network),
      device: network === null || userAgent === null ? null : hash('device', network, userAgent),
    };
  };
}
