import type { Signals } from '../../fraud/door.ts';
import type { PaymentRecord } from '../repository/records.ts';

/** What a payment is recognised by, with the provider's fingerprint of its method. */
export function signalsOf(
  { customerId: account, signals }: Pick<PaymentRecord, 'customerId' | 'signals'>,
  fingerprint: string | null,
): Signals {
  const [address = null, billingAddress = null] = signals?.addresses ?? [];
  const { email = null, network = null, device = null } = signals ?? {};
  return { fingerprint, account, email, address, billingAddress, network, device };
}
