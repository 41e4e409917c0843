import type { ChaosResult } from '../run-chaos.ts';
import { faultTable } from './table.ts';

/** What a person wants to know about a run. */
export function chaosReport({ purchases, errors, faults, verdict, seconds }: ChaosResult): string {
  const count = (wanted: (purchase: (typeof purchases)[number]) => boolean): number =>
    purchases.filter(wanted).length;
  const spared = faults.filter(
    ({ placed, problems }) => placed > 0 || problems.some((text) => text.includes('meanwhile')),
  );
  const placed = spared.filter((fault) => fault.placed > 0).length;
  return [
    faultTable(faults),
    '',
    `${purchases.length} buyers in ${seconds.toFixed(0)} s: ${count(({ orderId }) => orderId !== undefined)} orders accepted,` +
      ` ${count(({ rejected }) => rejected !== undefined)} rejected;` +
      ` ${count(({ status }) => status === 'CONFIRMED')} confirmed,` +
      ` ${count(({ status }) => status === 'CANCELLED')} cancelled`,
    `tried again after: ${[...errors].map(([code, times]) => `${code} ${times}`).join(', ') || 'nothing'}`,
    ...(spared.length === 0
      ? []
      : [
          `checkout while notifications were broken: ${placed} of ${spared.length} (${Math.round((100 * placed) / spared.length)}%)`,
        ]),
    `at rest ${(verdict.settledMs / 1000).toFixed(1)} s after the last buyer`,
    `${verdict.violations.length} violations`,
    ...verdict.violations.slice(0, 30).map((violation) => `  ✗ ${violation}`),
  ].join('\n');
}
