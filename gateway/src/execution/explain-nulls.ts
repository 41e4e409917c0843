import { graphqlError, maskedMessage } from '@cartwright/errors';
import { GraphQLError } from 'graphql';
import { isData, valueOf } from './merge-data.ts';
import { keyOf, PathSet } from './path-set.ts';
import type { PlanRun } from './plan-run.ts';
import type { ResponsePath } from './response-path.ts';
import type { Fault, Writing } from './writing.ts';

/** What is known of an answer once it is written. */
export interface WrittenData {
  readonly json: string;
  readonly writing: Pick<Writing, 'faults' | 'fields'>;
  readonly run: Pick<PlanRun, 'errors' | 'absent'>;
  /** `Type.field` of the references whose entities should exist. */
  readonly expected: ReadonlySet<string>;
  /** The client's names by those of the plan. */
  readonly originals: ReadonlyMap<string, string>;
}

/**
 * The errors of an answer: what subgraphs reported, and for every null that travelled up without such a report NOT_FOUND for
 * an entity that should exist, or else a fault of ours. An entity that does not exist, as its subgraph says, is null like any
 * other absent object and no fault, but where the schema demands it or promises it with `@tag(name: "expected")`.
 */
export function errorsOf(written: WrittenData): readonly GraphQLError[] {
  const { faults } = written.writing;
  const { errors } = written.run;
  if (faults.length === 0) return restored(errors, written.originals);
  const reported = new PathSet(errors.map(({ path }) => path ?? []));
  const unexplained = faults.filter(({ path }) => !reported.touches(path));
  const explain = explainer(written);
  return restored([...errors, ...unexplained.flatMap(explain)], written.originals);
}

function explainer(written: WrittenData): (fault: Fault) => readonly GraphQLError[] {
  const { absent } = written.run;
  if (absent.length === 0) return (fault) => [masked(fault)];
  const places = new PathSet(absent);
  const data: unknown = JSON.parse(written.json);
  return (fault) => {
    const place = places.longestStartOf(fault.path);
    if (place === undefined) return [masked(fault)];
    return mayBeAbsent(place, data, written) ? [] : [notFound(fault)];
  };
}

/** Whether what is absent is null itself, where nobody promised that it is there. */
function mayBeAbsent(
  place: ResponsePath,
  data: unknown,
  { writing, expected, originals }: WrittenData,
): boolean {
  const last = place.findLastIndex((step) => typeof step === 'string');
  const field = writing.fields?.get(keyOf(place.slice(0, last + 1))) ?? '';
  return valueAt(data, clientPath(place, originals)) === null && !expected.has(field);
}

/** Undefined beyond a null. */
function valueAt(value: unknown, [step, ...steps]: ResponsePath): unknown {
  if (step === undefined) return value;
  if (Array.isArray(value)) return valueAt(value[Number(step)], steps);
  return isData(value) ? valueAt(valueOf(value, step), steps) : undefined;
}

function notFound(fault: Fault): GraphQLError {
  return errorAt(fault, graphqlError('NOT_FOUND', 'What this leads to does not exist (any more).'));
}

function masked(fault: Fault): GraphQLError {
  return errorAt(fault, graphqlError('INTERNAL_SERVER_ERROR', maskedMessage));
}

function errorAt({ nodes, path, cause }: Fault, { message, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { nodes, path, extensions, originalError: cause });
}

function restored(
  errors: readonly GraphQLError[],
  originals: ReadonlyMap<string, string>,
): readonly GraphQLError[] {
  return originals.size === 0 ? errors : errors.map((error) => restoredError(error, originals));
}

function restoredError(error: GraphQLError, originals: ReadonlyMap<string, string>): GraphQLError {
  const { message, nodes, path, originalError, extensions } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    path: path === undefined ? null : clientPath(path, originals),
    originalError: originalError ?? null,
    extensions,
  });
}

function clientPath(path: ResponsePath, originals: ReadonlyMap<string, string>): ResponsePath {
  return path.map((step) => (typeof step === 'string' ? (originals.get(step) ?? step) : step));
}
