import type {
  FetchDataRewrite,
  FetchNode,
  PlanNode,
  QueryPlan,
  QueryPlanSelectionNode,
} from '@apollo/query-planner';

/** A plan in the form of The Guild's planner, as far as it is read here. */
export interface ForeignPlan {
  readonly node?: ForeignNode | undefined;
}

type ForeignStep = '@' | { readonly Field: string } | { readonly TypeCondition: readonly string[] };
type ForeignKey = { readonly Key: string } | { readonly TypenameEquals: readonly string[] };

interface ForeignRewrite {
  readonly kind?: string;
  readonly ValueSetter?: { readonly path: readonly ForeignKey[]; readonly setValueTo: string };
  readonly KeyRenamer?: { readonly path: readonly ForeignKey[]; readonly renameKeyTo: string };
}

interface ForeignSelection {
  readonly kind: string;
  readonly skipIf?: string;
  readonly includeIf?: string;
  readonly selections?: readonly ForeignSelection[];
}

interface ForeignNode {
  readonly kind: string;
  readonly nodes?: readonly ForeignNode[];
  readonly node?: ForeignNode;
  readonly path?: readonly ForeignStep[];
  readonly condition?: string;
  readonly ifClause?: ForeignNode;
  readonly elseClause?: ForeignNode;
  readonly requires?: readonly ForeignSelection[];
  readonly inputRewrites?: readonly ForeignRewrite[];
  readonly outputRewrites?: readonly ForeignRewrite[];
}

/** Thrown for what has no form among the nodes that are compiled here. */
class Untranslatable extends Error {}

/** The same plan in the nodes that are compiled here; undefined for one with a node that has no such form. */
export function translatedPlan({ node }: ForeignPlan): QueryPlan | undefined {
  try {
    return { kind: 'QueryPlan', ...(node && { node: nodeOf(node) }) };
  } catch (error) {
    if (error instanceof Untranslatable) return undefined;
    throw error;
  }
}

function nodeOf(foreign: ForeignNode): PlanNode {
  const { kind, nodes = [], node, path = [], condition = '', ifClause, elseClause } = foreign;
  switch (kind) {
    case 'Fetch':
      return fetchOf(foreign);
    case 'Sequence':
    case 'Parallel':
      return { kind, nodes: nodes.map(nodeOf) };
    case 'Flatten':
      if (node === undefined) throw new Untranslatable();
      return { kind, path: path.map(stepOf), node: nodeOf(node) as FetchNode };
    case 'Condition':
      return {
        kind,
        condition,
        ...(ifClause && { ifClause: nodeOf(ifClause) }),
        ...(elseClause && { elseClause: nodeOf(elseClause) }),
      };
    default:
      throw new Untranslatable();
  }
}

function fetchOf(foreign: ForeignNode): FetchNode {
  const { requires, inputRewrites, outputRewrites } = foreign;
  return {
    ...(foreign as unknown as FetchNode),
    ...(requires && { requires: requires.map(selectionOf) }),
    ...(inputRewrites && { inputRewrites: inputRewrites.map(rewriteOf) }),
    ...(outputRewrites && { outputRewrites: outputRewrites.map(rewriteOf) }),
  };
}

function stepOf(step: ForeignStep): string {
  if (step === '@') return step;
  if ('Field' in step) return step.Field;
  throw new Untranslatable();
}

function selectionOf(selection: ForeignSelection): QueryPlanSelectionNode {
  const { kind, skipIf, includeIf, selections } = selection;
  const isConditional = skipIf !== undefined || includeIf !== undefined;
  if (isConditional || (kind !== 'Field' && kind !== 'InlineFragment')) throw new Untranslatable();
  const below = selections && { selections: selections.map(selectionOf) };
  return { ...selection, ...below } as QueryPlanSelectionNode;
}

function rewriteOf({ kind, ValueSetter, KeyRenamer }: ForeignRewrite): FetchDataRewrite {
  if (kind !== undefined) throw new Untranslatable();
  if (ValueSetter !== undefined)
    return { kind: 'ValueSetter', path: ValueSetter.path.map(keyOf), setValueTo: ValueSetter.setValueTo };
  if (KeyRenamer === undefined) throw new Untranslatable();
  return { kind: 'KeyRenamer', path: KeyRenamer.path.map(keyOf), renameKeyTo: KeyRenamer.renameKeyTo };
}

function keyOf(key: ForeignKey): string {
  if ('Key' in key) return key.Key;
  const [name, ...others] = key.TypenameEquals;
  if (name === undefined || others.length > 0) throw new Untranslatable();
  return `... on ${name}`;
}
