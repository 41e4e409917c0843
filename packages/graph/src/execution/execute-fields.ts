import { defaultTypeResolver, GraphQLError, type GraphQLResolveInfo } from 'graphql';
import { inspect } from 'node:util';
import { failed, Place, type Holder } from './place.ts';
import type { FieldPlan, SelectionPlan, ValuePlan } from './plan.ts';
import { ResolveInfo } from './resolve-info.ts';
import type { Run } from './run.ts';
import { runtimeTypeNamed } from './runtime-type.ts';
import type { KeptTexts } from './kept-texts.ts';
import { Watch } from './watch.ts';
import { memberOf, WrittenObject } from './written-object.ts';

/** An object whose fields are executed. */
export interface Executed {
  readonly source: unknown;
  /** Where it stands in the answer; undefined for the root. */
  readonly place: Place | undefined;
  /** What is written for it. */
  readonly answer: Holder;
}

type PlanOf<Kind extends ValuePlan['kind']> = Extract<ValuePlan, { readonly kind: Kind }>;

const noArguments: Readonly<Record<string, unknown>> = Object.freeze({});

/**
 * Executes fields of an object and gives its answer, or `failed`. What is awaited stands as null until it comes.
 * https://spec.graphql.org/October2021/#ExecuteSelectionSet()
 */
export function executeFields(run: Run, { fields }: SelectionPlan, object: Executed): unknown {
  const { answer } = object;
  for (const field of fields) {
    const value = executeField(run, field, object);
    if (value === failed) return failed;
    answer[field.name] = value;
  }
  return answer;
}

/** Executes one field. Gives what stands for it in the answer, or `failed`. */
export function executeField(run: Run, field: FieldPlan, object: Executed): unknown {
  const { value: plan } = field;
  try {
    const value = resolved(run, field, object);
    if (isPromise(value)) {
      const place = placeOf(field, object);
      return run.whenThere(value, place, (there) => complete(run, plan, { value: there, place }));
    }
    if (plan.kind === 'leaf' && value != null && !(value instanceof Error)) return plan.write(value);
    if (value == null && plan.isNullable) return null;
    return complete(run, plan, { value, place: placeOf(field, object) });
  } catch (error) {
    return run.fail(error, placeOf(field, object));
  }
}

function placeOf({ name, value }: FieldPlan, { answer, place }: Executed): Place {
  return new Place({ holder: answer, key: name, above: place }, value);
}

function resolved(run: Run, field: FieldPlan, { source, place }: Executed): unknown {
  const { resolve, fieldName } = field;
  if (resolve !== undefined)
    return resolve(source, argumentsOf(run, field), run.context, infoOf(run, field, place));
  if ((typeof source !== 'object' || source === null) && typeof source !== 'function') return undefined;
  const property = (source as Holder)[fieldName];
  if (typeof property !== 'function') return property;
  const method = property as (...parameters: unknown[]) => unknown;
  return method.call(source, argumentsOf(run, field), run.context, infoOf(run, field, place));
}

function argumentsOf({ args, input, watch }: Run, field: FieldPlan): Readonly<Record<string, unknown>> {
  if (field.args === undefined) return noArguments;
  if (field.args.haveVariables) watch?.spoil();
  return field.args.valuesFor(input.variableValues, args);
}

function infoOf(run: Run, field: FieldPlan, above: Place | undefined): GraphQLResolveInfo {
  const info = new ResolveInfo(run, field, above);
  return run.watch === undefined ? info : run.watch.infoFrom(info);
}

interface Resolved {
  readonly value: unknown;
  readonly place: Place;
}

/**
 * Brings a resolved value into the form of the answer, or reports what is wrong with it; gives `failed` where null is not allowed.
 * https://spec.graphql.org/October2021/#CompleteValue()
 */
function complete(run: Run, plan: ValuePlan, resolved: Resolved): unknown {
  try {
    const completed = completeAny(run, plan, resolved);
    return completed === failed && plan.isNullable ? null : completed;
  } catch (error) {
    return run.fail(error, resolved.place);
  }
}

function completeAny(run: Run, plan: ValuePlan, resolved: Resolved): unknown {
  const { value } = resolved;
  if (value instanceof Error) throw value;
  if (value == null) {
    if (plan.isNullable) return null;
    throw new TypeError(
      `Cannot return null for non-nullable field ${plan.field.parentType.name}.${plan.field.fieldName}.`,
    );
  }
  switch (plan.kind) {
    case 'leaf':
      return plan.write(value);
    case 'list':
      return completeList(run, plan, resolved);
    case 'object':
      return completeObject(run, plan.selection(), resolved);
    case 'abstract':
      return completeAbstract(run, plan, resolved);
  }
}

function completeList(run: Run, { item, field }: PlanOf<'list'>, { value, place }: Resolved): unknown {
  if (typeof value !== 'object' || value === null || !(Symbol.iterator in value)) {
    throw new GraphQLError(
      `Expected Iterable, but did not find one for field "${field.parentType.name}.${field.fieldName}".`,
    );
  }
  const items = Array.isArray(value) ? (value as unknown[]) : [...(value as Iterable<unknown>)];
  const answer: unknown[] = [];
  for (let index = 0; index < items.length; index += 1) {
    const completed = completeItem(run, item, { value: items[index], index, answer, list: place });
    if (completed === failed) return leave(items.slice(index + 1));
    answer[index] = completed;
  }
  return answer;
}

/** Nobody waits for the rest of a list that has failed; what rejects without being waited for would end the process. */
function leave(items: readonly unknown[]): typeof failed {
  for (const item of items) if (isPromise(item)) item.then(undefined, () => undefined);
  return failed;
}

interface Item {
  readonly value: unknown;
  readonly index: number;
  readonly answer: unknown[];
  readonly list: Place;
}

function completeItem(run: Run, plan: ValuePlan, { value, index, answer, list }: Item): unknown {
  if (plan.kind === 'leaf' && typeof value === 'string')
    return completeText(run, plan, { value, index, answer, list });
  const place = placeOfItem(plan, { index, answer, list });
  if (!isPromise(value)) return complete(run, plan, { value, place });
  return run.whenThere(value, place, (there) => complete(run, plan, { value: there, place }));
}

/** Most items are text, and need no place unless they fail. */
function completeText(run: Run, plan: PlanOf<'leaf'>, item: Item): unknown {
  try {
    return plan.write(item.value);
  } catch (error) {
    return run.fail(error, placeOfItem(plan, item));
  }
}

function placeOfItem(plan: ValuePlan, { index, answer, list }: Omit<Item, 'value'>): Place {
  return new Place({ holder: answer as unknown as Holder, key: index, above: list }, plan);
}

function completeAbstract(run: Run, plan: PlanOf<'abstract'>, { value, place }: Resolved): unknown {
  const { type, field } = plan;
  const { schema } = run.parts;
  const resolveType = type.resolveType ?? defaultTypeResolver;
  const info = infoOf(run, field, place.above);
  const name: unknown = resolveType(value, run.context, info, type);
  const completeAs = (named: unknown): unknown =>
    completeObject(run, plan.selectionOf(runtimeTypeNamed({ schema, type, field }, named)), { value, place });
  return isPromise(name) ? run.whenThere(name, place, completeAs) : completeAs(name);
}

function completeObject(run: Run, selection: SelectionPlan, { value, place }: Resolved): unknown {
  const { type } = selection;
  const execute = (): unknown => {
    const object = { source: value, place, answer: emptyAnswer(selection) };
    const { texts } = run.input;
    return texts === undefined || run.watch !== undefined || !texts.isOf(selection)
      ? executeFields(run, selection, object)
      : executeKept(run, selection, { object, texts });
  };
  if (type.isTypeOf == null) return execute();
  const info = infoOf(run, place.field, place.above);
  const isOfType = type.isTypeOf(value, run.context, info);
  const executeIf = (is: unknown): unknown => {
    if (is === true) return execute();
    throw new GraphQLError(`Expected value of type "${type.name}" but got: ${inspect(value)}.`);
  };
  return isPromise(isOfType) ? run.whenThere(isOfType, place, executeIf) : executeIf(isOfType);
}

interface Keepable {
  readonly object: Executed;
  readonly texts: KeptTexts;
}

/** Executes what is not known of an object that never changes, and keeps what may be kept. */
function executeKept(run: Run, selection: SelectionPlan, { object, texts }: Keepable): unknown {
  const { answer } = object;
  const source = object.source as object;
  const kept = texts.find(source, selection, run.variant);
  if (kept?.whole !== undefined) return kept.whole;
  if (kept === undefined) return executeFirst(run, selection, { object, texts });
  for (const field of kept.parts) {
    if (typeof field === 'string') continue;
    const value = executeField(run, field, object);
    if (value === failed) return failed;
    answer[field.name] = value;
  }
  return new WrittenObject(kept.parts, answer);
}

function executeFirst(run: Run, selection: SelectionPlan, { object, texts }: Keepable): unknown {
  const { answer, source } = object;
  const parts: (string | FieldPlan)[] = [];
  for (const field of selection.fields) {
    const watch = new Watch(run.input.contextValue, texts.harmless);
    run.watch = watch;
    const value = executeField(run, field, object);
    run.watch = undefined;
    if (value === failed) return failed;
    const text = watch.isKeepable ? memberOf(field.name, value) : undefined;
    const before = parts.at(-1);
    if (text === undefined) {
      answer[field.name] = value;
      parts.push(field);
    } else if (typeof before === 'string') parts.splice(-1, 1, `${before},${text}`);
    else parts.push(text);
  }
  texts.keep(source as object, { selection, variant: run.variant }, parts);
  return new WrittenObject(parts, answer);
}

/** One that takes any name as its own, where a client chose such a name. */
export function emptyAnswer({ hasPrototypeName }: SelectionPlan): Holder {
  return hasPrototypeName ? (Object.create(null) as Holder) : {};
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  );
}
