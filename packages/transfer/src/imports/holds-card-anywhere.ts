import { holdsCardNumber } from '@cartwright/input';

/** Whether a text at any depth holds the number of a payment card, which no mutation would take either. */
export function holdsCardAnywhere(told: unknown): boolean {
  if (typeof told === 'string') return holdsCardNumber(told);
  return typeof told === 'object' && told !== null && Object.values(told).some(holdsCardAnywhere);
}
