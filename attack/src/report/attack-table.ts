import type { Row } from '../run-attacks.ts';
import { failuresIn } from '../shopper/pace.ts';

export const tableHead = `| attack | risk | over | expected | got | held | ms | MiB | shopper |
| --- | --- | --- | --- | --- | --- | ---: | ---: | --- |`;

/** One row of the table that a run prints. */
export function tableRow({ attack, finding, ms, mostMiB, samples, shopperSlowdown }: Row): string {
  const failures = failuresIn(samples);
  const shopper =
    failures.length === 0
      ? `${shopperSlowdown.toFixed(1)}× in ${samples.length}`
      : `**${failures.join('; ')}**`;
  const cells = [
    attack.name,
    attack.threat,
    attack.transport,
    attack.expected,
    finding.got,
    finding.held ? 'yes' : '**no**',
    ms.toFixed(0),
    mostMiB.toFixed(0),
    shopper,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}
