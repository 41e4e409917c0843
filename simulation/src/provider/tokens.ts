/** What the provider takes, and how often buyers pay with it. */
export const tokens: readonly (readonly [token: string, weight: number])[] = [
  ['sim_ok', 60],
  ['sim_declined', 8],
  ['sim_blocked', 2],
  ['sim_action_required', 10],
  ['sim_late_success', 10],
  ['sim_very_late_success', 5],
  ['sim_capture_declined', 7],
];
