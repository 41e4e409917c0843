/** A way to pay. */
export interface PaymentMethod {
  readonly token: string;
  readonly name: string;
  readonly description: string;
  /** Moves no money. */
  readonly test: boolean;
}

const simulated: readonly [token: string, name: string, description: string][] = [
  ['sim_ok', 'Test card', 'Is authorised and captured at once.'],
  ['sim_declined', 'Test card, declined', 'Is declined by the bank.'],
  ['sim_insufficient_funds', 'Test card, no funds', 'Is declined for want of money.'],
  [
    'sim_action_required',
    'Test card, 3-D Secure',
    'Asks the buyer to approve or decline on a page: see `nextAction`.',
  ],
  ['sim_timeout', 'Test card, no answer', 'Never answers; the order is cancelled when its time is over.'],
  ['sim_slow_success', 'Test card, slow', 'Is authorised, but the answer does not come; it is told later.'],
  ['sim_late_success', 'Test bank transfer', 'Is authorised by itself after a few seconds.'],
  ['sim_duplicate_webhooks', 'Test card, repeated events', 'Works, and every event is sent several times.'],
  [
    'sim_reordered_webhooks',
    'Test card, disordered events',
    'Works, and its events come in the wrong order.',
  ],
  ['sim_capture_declined', 'Test card, capture fails', 'Is authorised, then declined when it is captured.'],
  [
    'sim_server_error_once',
    'Test card, shaky provider',
    'The first try of every call fails with a server error.',
  ],
];

/** What can be paid with. */
export const paymentMethods: readonly PaymentMethod[] = simulated.map(([token, name, description]) => ({
  token,
  name,
  description,
  test: true,
}));

/** The method of a token; one that the store does not know, and which a provider will decline, is named so. */
export function paymentMethodOf(token: string): PaymentMethod {
  const known = paymentMethods.find((method) => method.token === token);
  return known ?? { token, name: 'Unknown method', description: 'Not offered.', test: true };
}
