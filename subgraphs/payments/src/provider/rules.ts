/** A payment method. */
export interface PaymentMethod {
  readonly token: string;
  readonly name: string;
  readonly description: string;
  /** Moves no money. */
  readonly test: boolean;
}

const simulated: readonly [token: string, name: string, description: string][] = [
  ['sim_ok', 'Test card', 'Is authorised and captured at once.'],
  ['sim_declined', 'Test card, declined', 'Is declined by the bank; another method may be tried.'],
  ['sim_blocked', 'Test card, blocked', 'Is declined for good: the order is cancelled at once.'],
  ['sim_insufficient_funds', 'Test card, no funds', 'Is declined for lack of funds.'],
  [
    'sim_action_required',
    'Test card, 3-D Secure',
    'Asks the buyer to approve or decline on a page: see `nextAction`.',
  ],
  [
    'sim_timeout',
    'Test card, no answer',
    'Never answers; the order is cancelled when its time to pay is over.',
  ],
  [
    'sim_slow_success',
    'Test card, slow',
    'Is authorised, but the answer is lost; an event reports it later.',
  ],
  ['sim_late_success', 'Test bank transfer', 'Is authorised by itself after a few seconds.'],
  ['sim_duplicate_webhooks', 'Test card, repeated events', 'Works, and every event is sent several times.'],
  ['sim_reordered_webhooks', 'Test card, disordered events', 'Works, and its events arrive out of order.'],
  ['sim_capture_declined', 'Test card, capture fails', 'Is authorised, then declined when it is captured.'],
  [
    'sim_server_error_once',
    'Test card, shaky provider',
    'The first attempt of every call fails with a server error.',
  ],
];

/** The payment methods on offer. */
export const paymentMethods: readonly PaymentMethod[] = simulated.map(([token, name, description]) => ({
  token,
  name,
  description,
  test: true,
}));

/** Cards of a tester's own, told apart by what follows: they are recognised as cards are, and those above are not. */
const ownCards = [
  { prefix: 'sim_card_', name: 'Test card of your own', description: 'Is authorised and captured at once.' },
  {
    prefix: 'sim_declined_',
    name: 'Test card of your own, declined',
    description: 'Is declined by the bank.',
  },
];

/** The tokens that are taken; one that ends in `*` stands for all that begin so. */
export const tokenForms: readonly string[] = [
  ...paymentMethods.map(({ token }) => token),
  ...ownCards.map(({ prefix }) => `${prefix}*`),
];

/** The method of a token. One that is not on offer, and that a provider will decline, is called unknown. */
export function paymentMethodOf(token: string): PaymentMethod {
  const known = paymentMethods.find((method) => method.token === token);
  const own = ownCards.find(({ prefix }) => token.startsWith(prefix));
  if (known === undefined && own !== undefined)
    return { token, name: own.name, description: own.description, test: true };
  return known ?? { token, name: 'Unknown method', description: 'Not offered.', test: true };
}

/** What is left of a token when its buyer is erased: which kind of method it was, and nothing that tells one card from another. */
export function anonymousToken(token: string): string {
  if (paymentMethods.some((method) => method.token === token)) return token;
  return `${ownCards.find(({ prefix }) => token.startsWith(prefix))?.prefix ?? ''}erased`;
}
