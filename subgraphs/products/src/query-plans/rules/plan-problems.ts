/** A node of a plan as `EXPLAIN (ANALYZE, FORMAT JSON)` tells it, as far as it is judged. Rows are those of one loop. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Parent Relationship'?: string;
  readonly 'Join Type'?: string;
  readonly 'Plan Rows': number;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** What makes a plan suspicious. */
export interface PlanLimits {
  /** Fewer rows than this are read whole, and guessed wrong, without harm. */
  readonly largeRows: number;
  /** How many times more or fewer rows than expected are no misestimate yet. */
  readonly tolerance: number;
}

/** What somebody should look at. */
export interface PlanProblem {
  readonly kind: 'SEQUENTIAL_SCAN' | 'MISESTIMATE';
  readonly message: string;
}

/** The usual limits. */
export const usualLimits: PlanLimits = { largeRows: 10_000, tolerance: 10 };

/** Finds scans that read a large table to its end, or far more or fewer rows of a table than the planner expected. */
export function planProblems(
  root: PlanNode,
  tableRows: ReadonlyMap<string, number>,
  limits: PlanLimits = usualLimits,
): PlanProblem[] {
  return walk(root, false).flatMap(({ node, mayStopEarly }) => [
    ...scanProblems(node, tableRows, limits),
    ...estimateProblems(node, mayStopEarly, limits),
  ]);
}

interface Visited {
  readonly node: PlanNode;
  /** Whoever asks for its rows may have had enough before the end. */
  readonly mayStopEarly: boolean;
}

function walk(node: PlanNode, mayStopEarly: boolean): Visited[] {
  const below = node.Plans ?? [];
  const stops = node['Node Type'] === 'Limit' || ['Semi', 'Anti'].includes(node['Join Type'] ?? '');
  return [
    { node, mayStopEarly },
    ...below.flatMap((child) =>
      walk(child, mayStopEarly || stops || child['Parent Relationship'] === 'SubPlan'),
    ),
  ];
}

function scanProblems(
  node: PlanNode,
  tableRows: ReadonlyMap<string, number>,
  { largeRows }: PlanLimits,
): PlanProblem[] {
  const table = node['Relation Name'] ?? '';
  const all = tableRows.get(table) ?? 0;
  if (node['Node Type'] !== 'Seq Scan' || all < largeRows) return [];
  const read = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
  if (read < all / 2) return [];
  return [{ kind: 'SEQUENTIAL_SCAN', message: `reads ${table} from end to end: ${read} rows` }];
}

/**
 * Judges what reads tables: of these the planner has statistics, of what is made of them it has none. Of what is stopped early the planner could not know when: there, fewer rows than expected are no
 * mistake.
 */
function estimateProblems(
  node: PlanNode,
  mayStopEarly: boolean,
  { largeRows, tolerance }: PlanLimits,
): PlanProblem[] {
  const { 'Plan Rows': expected, 'Actual Rows': seen, 'Actual Loops': loops } = node;
  if (node['Relation Name'] === undefined || loops === 0 || Math.max(expected, seen) * loops < largeRows)
    return [];
  const isMore = seen > expected * tolerance;
  const isFewer = !mayStopEarly && expected > Math.max(1, seen) * tolerance;
  if (!isMore && !isFewer) return [];
  const where = `${node['Node Type']} on ${node['Relation Name']}`;
  return [{ kind: 'MISESTIMATE', message: `${where}: ${expected} rows were expected, ${seen} came` }];
}
