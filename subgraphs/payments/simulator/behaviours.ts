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

/** The behaviour of a token; a token that is not known is declined. */
export function behaviourOf(token: string | null): Behaviour {
  const known = token === null ? undefined : behaviours.get(token);
  const decline = { code: 'invalid_payment_method', reason: 'There is no such payment method.' };
  return known ?? { authorize: 'declined', decline };
}

/** Every token that is known. */
export const tokens: readonly string[] = [...behaviours.keys()];
