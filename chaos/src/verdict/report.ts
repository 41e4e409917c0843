import type { ChaosResult } from '../run-chaos.ts';
import type { Recovery } from '../recovery.ts';
import { faultTable, percentiles } from './table.ts';

/** The report of a run, for people. */
export function chaosReport(result: ChaosResult): string {
  const { purchases, errors, faults, verdict, seconds } = result;
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
    bundlesSentence(purchases),
    `tried again after: ${[...errors].map(([code, times]) => `${code} ${times}`).join(', ') || 'nothing'}`,
    ...(tried === 0
      ? []
      : [
          `checkout while notifications were broken: ${confirmed} of ${tried} (${Math.floor((100 * confirmed) / tried)}%)`,
        ]),
    recoverySentence(result.recovery),
    `at rest ${(verdict.atRestAfterMs / 1000).toFixed(1)} s after the last buyer`,
    ...verdict.lastViolations.slice(0, 3).map(({ message }) => `  last to come to rest: ${message}`),
    `${verdict.violations.length} violations`,
    ...verdict.violations.slice(0, 30).map(({ message }) => `  ✗ ${message}`),
    ...verdict.histories.map((history) => `\n${history}`),
  ].join('\n');
}

function bundlesSentence(purchases: ChaosResult['purchases']): string {
  const accepted = purchases.filter(({ bundles, orderId }) => bundles > 0 && orderId !== undefined);
  const confirmed = accepted.filter(({ status }) => status === 'CONFIRMED');
  const pieces = confirmed.reduce((sum, { bundles }) => sum + bundles, 0);
  return `orders with bundles: ${accepted.length} accepted, ${confirmed.length} confirmed with ${pieces} bundles`;
}

function recoverySentence({ tookMs, slowestOrderId = 'none' }: Recovery): string {
  const [p50 = '–', p99 = '–', max = '–'] = percentiles(tookMs);
  return `orders under way when a fault was repaired: ${tookMs.length}, ended after p50 ${p50}, p99 ${p99}, max ${max} s (${slowestOrderId})`;
}
