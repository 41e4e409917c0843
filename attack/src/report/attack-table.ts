import type { Row } from '../run-attacks.ts';

export const tableHead = `| attack | risk | over | expected | got | held | ms | MiB | shopper |
| --- | --- | --- | --- | --- | --- | ---: | ---: | --- |`;

/** One row of the table that a run prints. */
export function tableRow({ attack, finding, ms, mostMiB, shopperFailures, shopperSlowdown }: Row): string {
  const shopper =
    shopperFailures.length === 0 ? `${shopperSlowdown.toFixed(1)}×` : `**${shopperFailures.join('; ')}**`;
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
