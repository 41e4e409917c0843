import type { FetchNode } from '@apollo/query-planner';
import { OperationTypeNode, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { isPlainText } from '../transport/plain-text.ts';
import type { SubgraphResponse } from '../transport/subgraph-transport.ts';
import { compileRepresentations } from './compile-representations.ts';
import { copyOf } from './copy-of.ts';
import { jsonObject } from './json-text.ts';
import { isData, mergeData, type Data } from './merge-data.ts';
import { pathOf, type Place } from './places.ts';
import type { PlanRun, PlanStep } from './plan-run.ts';
import { entityPaths, fieldPaths, report } from './reported-errors.ts';
import { rewriteData, rewritePath } from './rewrite-data.ts';
import { compileRequest, type Written } from './write-request.ts';

/** A fetch of a plan, to be compiled. */
export interface PlannedFetch {
  readonly node: FetchNode;
  readonly schema: GraphQLSchema;
  /** Whether another fetch of the plan may ask the same. */
  readonly isRepeated: boolean;
}

/** Compiles a fetch of root fields. */
export function compileFieldFetch(fetch: PlannedFetch): PlanStep {
  const { node, schema } = fetch;
  const ask = compileAsk(fetch);
  return async (places, run) => {
    const { data, errors } = await ask(run, []);
    for (const [index, place] of places.entries()) {
      for (const error of errors) report(run, error, fieldPaths(error, { node, run, place: pathOf(place) }));
      const own = index === 0 ? data : copyOf(data);
      rewriteData(own, node.outputRewrites, schema);
      mergeData(place.data, own);
    }
  };
}

/** An entity that is asked for once, and all the places that it is for. */
interface Wanted {
  readonly places: Place[];
  readonly representation: Data;
  readonly json: string;
}

/** Compiles a fetch of entities. */
export function compileEntityFetch(fetch: PlannedFetch): PlanStep {
  const { node, schema } = fetch;
  const represent = compileRepresentations(node.requires ?? [], node.inputRewrites, schema);
  const ask = compileAsk(fetch);
  const receive = receiver(fetch);
  return async (places, run) => {
    const wanted = wantedEntities(places, run, represent);
    if (wanted.length === 0) return;
    const { data, errors } = await ask(run, wanted);
    for (const error of errors)
      report(
        run,
        error,
        entityPaths(
          error,
          wanted.map((one) => one.places.map(pathOf)),
        ),
      );
    const entities: unknown = data?.['_entities'];
    if (!Array.isArray(entities)) return;
    const given: readonly unknown[] = entities;
    let index = 0;
    for (const { places: found } of wanted) receive(given[index++], found, run);
  };
}

/** Places that lead to the same entity ask for it once. */
function wantedEntities(
  places: readonly Place[],
  run: PlanRun,
  represent: ReturnType<typeof compileRepresentations>,
): Wanted[] {
  const wanted = new Map<string, Wanted>();
  for (const place of places) {
    const representation = represent(place.data);
    if (representation === undefined) continue;
    const json = jsonObject(representation, run.isPlain);
    const known = wanted.get(json);
    if (known === undefined) wanted.set(json, { places: [place], representation, json });
    else known.places.push(place);
  }
  return [...wanted.values()];
}

function receiver({ node, schema }: PlannedFetch) {
  const { outputRewrites } = node;
  return (entity: unknown, places: readonly Place[], run: PlanRun): void => {
    const last = places.at(-1);
    for (const place of places) {
      if (typeof entity !== 'object' || entity === null) run.absent.push(pathOf(place));
      if (!isData(entity)) continue;
      const own = place === last ? entity : copyOf(entity);
      mergeData(place.data, outputRewrites === undefined ? own : rewritten(own, place));
    }
  };

  function rewritten(entity: Data, place: Place): Data {
    const typed = { __typename: place.data['__typename'], ...entity };
    rewriteData(typed, outputRewrites, schema);
    return typed;
  }
}

/** What a fetch gave, with its errors under the names that the plan's answer has. */
interface GivenData {
  readonly data: SubgraphResponse['data'];
  readonly errors: readonly GraphQLFormattedError[];
}

type Ask = (run: PlanRun, entities: readonly Written[]) => Promise<GivenData>;

const noErrors: readonly GraphQLFormattedError[] = [];

function compileAsk(fetch: PlannedFetch): Ask {
  const { node } = fetch;
  const request = compileRequest(node);
  return async (run, entities) => {
    const send = run.subgraphs[node.serviceName];
    if (send === undefined) throw new Error(`There is no way to the subgraph ${node.serviceName}.`);
    const sent = request(run.operation, entities);
    const response = fetch.isRepeated
      ? await askOnce(run, `${node.serviceName}:${textWithoutName(node)}:${sent.variablesJson}`, () =>
          send(sent.request),
        )
      : await send(sent.request);
    run.isPlain &&= isPlainText(response);
    const { data, errors = noErrors } = response;
    return {
      data,
      errors: errors.length === 0 ? noErrors : errors.map((error) => atClientPath(error, node)),
    };
  };
}

/**
 * Asks what this request has not asked yet. All fetches of a request have the same headers, so that what is sent differs by
 * nothing but document and variables. Each gets a copy of its own, for what they get is merged into their places.
 */
async function askOnce(
  { asked, operation: { operation } }: PlanRun,
  key: string,
  send: () => Promise<SubgraphResponse>,
): Promise<SubgraphResponse> {
  if (operation.operation !== OperationTypeNode.QUERY) return send();
  const known = asked.get(key);
  if (known !== undefined) return copyOf(await known);
  const answer = send();
  asked.set(
    key,
    answer.then((given) => copyOf(given)),
  );
  return answer;
}

/** A fetch's document; its name, which differs with its place in the plan, means nothing to what is asked. */
export function textWithoutName({ operation, operationName }: FetchNode): string {
  return operationName === undefined ? operation : operation.replace(operationName, '');
}

function atClientPath(error: GraphQLFormattedError, { outputRewrites }: FetchNode): GraphQLFormattedError {
  const { path } = error;
  return path === undefined ? error : { ...error, path: rewritePath(path, outputRewrites) };
}
