import type { FetchDataRewrite } from '@apollo/query-planner';
import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { isData, setValue, valueOf, type Data } from './merge-data.ts';

const typeStep = '... on ';

/** Applies what a plan says about a fetch's data: keys that a subgraph knows by another name, and values of interfaces' keys. */
export function rewriteData(
  data: unknown,
  rewrites: readonly FetchDataRewrite[] | undefined,
  schema: GraphQLSchema,
): void {
  for (const rewrite of rewrites ?? []) {
    const last = rewrite.path.at(-1);
    if (last === undefined) continue;
    visitAt(data, rewrite.path.slice(0, -1), { schema, apply: (found) => rewriteKey(found, last, rewrite) });
  }
}

/** A path in a fetch's data as it is once the data is rewritten: no client's name looks like one that is made for a key. */
export function rewritePath(
  path: readonly (string | number)[],
  rewrites: readonly FetchDataRewrite[] | undefined = [],
): (string | number)[] {
  const names = new Map<string | number | undefined, string>();
  for (const rewrite of rewrites) {
    if (rewrite.kind === 'KeyRenamer') names.set(rewrite.path.at(-1), rewrite.renameKeyTo);
  }
  return path.map((step) => names.get(step) ?? step);
}

/** Whether data is of a type, by its `__typename`; data that names no type is of every one. */
export function isOfType(data: Data, condition: string | undefined, schema: GraphQLSchema): boolean {
  const name = data['__typename'];
  if (condition === undefined || typeof name !== 'string' || name === condition) return true;
  const [type, wanted] = [schema.getType(name), schema.getType(condition)];
  const isKnown = isObjectType(type) || isInterfaceType(type);
  return isKnown && isAbstractType(wanted) && schema.isSubType(wanted, type);
}

function rewriteKey(found: Data, key: string, rewrite: FetchDataRewrite): void {
  if (rewrite.kind === 'ValueSetter') {
    setValue(found, key, rewrite.setValueTo);
    return;
  }
  const value = valueOf(found, key);
  if (value === undefined) return;
  setValue(found, rewrite.renameKeyTo, value);
  Reflect.deleteProperty(found, key);
}

interface Visit {
  readonly schema: GraphQLSchema;
  readonly apply: (found: Data) => void;
}

function visitAt(value: unknown, [step, ...steps]: readonly string[], visit: Visit): void {
  if (Array.isArray(value)) {
    for (const element of value) visitAt(element, step === undefined ? [] : [step, ...steps], visit);
    return;
  }
  if (!isData(value)) return;
  if (step === undefined) visit.apply(value);
  else if (!step.startsWith(typeStep)) visitAt(valueOf(value, step), steps, visit);
  else if (isOfType(value, step.slice(typeStep.length), visit.schema)) visitAt(value, steps, visit);
}
