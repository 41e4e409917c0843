/** What payments are recognised by: the method's fingerprint and the account as they are, all else as keyed hashes. */
export const signalKinds = [
  'fingerprint',
  'account',
  'email',
  'address',
  'billingAddress',
  'network',
  'device',
] as const;

/** One thing that payments are recognised by. */
export type SignalKind = (typeof signalKinds)[number];

/** What one payment is recognised by; null where that is not known. */
export type Signals = Readonly<Record<SignalKind, string | null>> & { readonly account: string };

/** An earlier payment, as risk sees it. */
export interface Sighting {
  readonly seenAt: Date;
  readonly account: string;
  readonly fingerprint: string | null;
  /** What the provider said in the end; null while that is open, or where the shop itself refused. */
  readonly outcome: 'DECLINED' | 'PAID' | null;
}

/** Whether anything is counted by it: a method without a fingerprint tells payments apart only by being declined. */
export function isTelling({ fingerprint, outcome }: Pick<Sighting, 'fingerprint' | 'outcome'>): boolean {
  return fingerprint !== null || outcome === 'DECLINED';
}
