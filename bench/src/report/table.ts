import type { Finding, Row } from '../row.ts';
import type { Cost } from '../store/cost.ts';
import { byPart, short } from './figures.ts';

export const tableHead = `| row | what | measured | against, in the same run | bar | held | goal | CPU ms by process | statements | commits |
| --- | --- | --- | --- | --- | --- | --- | --- | ---: | ---: |`;

/** One row of the table that a run prints. */
export function tableRow({ name, what, bar, goal }: Row, finding: Finding): string {
  const { measured, against, cost, failures = [] } = finding;
  const cells = [name, what, measured, against, bar, heldIn(finding), goal, ...costCells(cost)];
  const row = `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return failures.length === 0 ? row : `${row}\n  failed: ${failures.join('\n  failed: ')}`;
}

function heldIn({ isWithinBar, failures = [] }: Finding): string {
  if (failures.length > 0) return '**failed**';
  if (isWithinBar === undefined) return '';
  return isWithinBar ? 'yes' : '**no**';
}

function costCells(cost: Cost | undefined): string[] {
  if (cost === undefined) return ['', '', ''];
  return [
    byPart(cost.cpuMs),
    cost.statements === undefined ? '' : short(cost.statements),
    short(cost.transactions),
  ];
}
