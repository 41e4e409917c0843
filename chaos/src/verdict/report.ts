import type { ChaosResult } from '../run-chaos.ts';
import { faultTable } from './table.ts';

/** What a person wants to know about a run. */
export function chaosReport({ purchases, errors, faults, verdict, seconds }: ChaosResult): string {
  const count = (wanted: (purchase: (typeof purchases)[number]) => boolean): number =>
    purchases.filter(wanted).length;
  const meanwhile = faults.map((fault) => fault.meanwhile);
  const tried = meanwhile.reduce((sum, one) => sum + one.tried, 0);
  const confirmed = meanwhile.reduce((sum, one) => sum + one.confirmed, 0);
  return [
    faultTable(faults),
    '',
    `${purchases.length} buyers in ${seconds.toFixed(0)} s: ${count(({ orderId }) => orderId !== undefined)} orders accepted,` +
      ` ${count(({ rejected }) => rejected !== undefined)} rejected;` +
      ` ${count(({ status }) => status === 'CONFIRMED')} confirmed,` +
      ` ${count(({ status }) => status === 'CANCELLED')} cancelled`,
    `tried again after: ${[...errors].map(([code, times]) => `${code} ${times}`).join(', ') || 'nothing'}`,
    ...(tried === 0
      ? []
      : [
          `checkout while notifications were broken: ${confirmed} of ${tried} (${Math.floor((100 * confirmed) / tried)}%)`,
        ]),
    `at rest ${(verdict.settledMs / 1000).toFixed(1)} s after the last buyer`,
    ...verdict.lastUnsettled.slice(0, 3).map(({ message }) => `  last to come to rest: ${message}`),
    `${verdict.violations.length} violations`,
    ...verdict.violations.slice(0, 30).map(({ message }) => `  ✗ ${message}`),
    ...verdict.histories.map((history) => `\n${history}`),
  ].join('\n');
}
