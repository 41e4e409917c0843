/** What the provider takes, and how often buyers pay with it. */
export const tokens: readonly (readonly [token: string, weight: number])[] = [
  ['sim_ok', 60],
  ['sim_declined', 8],
  ['sim_blocked', 2],
  ['sim_action_required', 10],
  ['sim_late_success', 10],
  ['sim_very_late_success', 5],
  ['sim_capture_declined', 7],
  ['sim_card_red', 4],
  ['sim_card_blue', 4],
  ['sim_card_green', 4],
  ['sim_declined_red', 2],
];

/** How often one of the cards that are recognised is taken within an hour before a person looks. */
export const acceptedPerCard = 2;

/** What a card is recognised by; null for those that everybody uses. */
export function fingerprintOf(token: string): string | null {
  return /^sim_(card|declined)_/.test(token) ? `fp of ${token}` : null;
}
