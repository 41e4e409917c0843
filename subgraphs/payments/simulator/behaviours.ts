import { createHash } from 'node:crypto';

/** How a payment method behaves. */
export interface Behaviour {
  /** How it answers to an authorisation. */
  readonly authorize: 'authorized' | 'declined' | 'action_required' | 'processing';
  readonly decline?: { readonly code: string; readonly reason: string };
  /** Which requests to authorise are never answered. */
  readonly hangs?: 'always' | 'first';
  /** When a payment that is processing is authorised. */
  readonly settles?: 'at-once' | 'later';
  /** How the events of a change by a call are sent; not at all by default. */
  readonly webhooks?: 'duplicated' | 'reordered' | 'later';
  readonly capture?: 'declined';
  /** The first attempt of every call is answered with 500. */
  readonly failsOnce?: true;
}

const behaviours: ReadonlyMap<string, Behaviour> = new Map(
  Object.entries<Behaviour>({
    sim_ok: { authorize: 'authorized' },
    sim_declined: {
      authorize: 'declined',
      decline: { code: 'card_declined', reason: 'The card was declined.' },
    },
    sim_blocked: {
      authorize: 'declined',
      decline: { code: 'fraud_suspected', reason: 'The bank takes no payment of this buyer.' },
    },
    sim_insufficient_funds: {
      authorize: 'declined',
      decline: { code: 'insufficient_funds', reason: 'There is not enough money on the account.' },
    },
    sim_action_required: { authorize: 'action_required' },
    sim_timeout: { authorize: 'processing', hangs: 'always' },
    sim_slow_success: { authorize: 'authorized', hangs: 'first', webhooks: 'later' },
    sim_late_success: { authorize: 'processing', settles: 'later' },
    sim_duplicate_webhooks: { authorize: 'authorized', webhooks: 'duplicated' },
    sim_reordered_webhooks: { authorize: 'processing', settles: 'at-once', webhooks: 'reordered' },
    sim_capture_declined: { authorize: 'authorized', capture: 'declined' },
    sim_server_error_once: { authorize: 'authorized', failsOnce: true },
  }),
);

/** Cards of one's own: what follows names the card, which behaves as the other does. */
const ownCards: readonly (readonly [form: RegExp, like: string])[] = [
  [/^sim_card_\w{1,60}$/, 'sim_ok'],
  [/^sim_declined_\w{1,60}$/, 'sim_declined'],
];

/** What a card is recognised by, the same for each of its payments; null for those that everybody uses. */
export function fingerprintOf(token: string): string | null {
  const isOwn = ownCards.some(([form]) => form.test(token));
  return isOwn ? `fp_${createHash('sha256').update(token).digest('hex').slice(0, 24)}` : null;
}

/** The behaviour of a token; a token that is not known is declined. */
export function behaviourOf(token: string | null): Behaviour {
  const [, like = token ?? ''] = ownCards.find(([form]) => form.test(token ?? '')) ?? [];
  const known = behaviours.get(like);
  const decline = { code: 'invalid_payment_method', reason: 'There is no such payment method.' };
  return known ?? { authorize: 'declined', decline };
}

/** Every token that is known. */
export const tokens: readonly string[] = [...behaviours.keys()];
