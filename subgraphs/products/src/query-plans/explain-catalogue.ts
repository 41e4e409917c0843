import type { Parts } from '../parts.ts';
import { catalogueQueries } from './catalogue-queries.ts';
import { explain, readTableRows, readTypicalValues } from './repository.ts';
import { planProblems, usualLimits, type PlanLimits, type PlanProblem } from './rules/plan-problems.ts';

/** How a query of the catalogue is carried out. */
export interface ExplainedQuery {
  readonly name: string;
  readonly executionMs: number;
  /** Blocks of 8 KiB that were read, from memory or not. */
  readonly blocks: number;
  readonly problems: readonly PlanProblem[];
}

/** Carries out the queries of the catalogue and says which plans somebody should look at; none for an empty catalogue. */
export async function explainCatalogue(
  { database: { statements } }: Pick<Parts, 'database'>,
  limits: PlanLimits = usualLimits,
): Promise<ExplainedQuery[]> {
  const values = await readTypicalValues(statements);
  if (values === undefined) return [];
  const tableRows = await readTableRows(statements);
  const explained: ExplainedQuery[] = [];
  for (const [name, query] of Object.entries(catalogueQueries(values))) {
    const plans = await explain(statements, query);
    explained.push({
      name,
      executionMs: plans.reduce((sum, { executionMs }) => sum + executionMs, 0),
      blocks: plans.reduce((sum, { blocks }) => sum + blocks, 0),
      problems: plans.flatMap(({ root }) => planProblems(root, tableRows, limits)),
    });
  }
  return explained;
}
