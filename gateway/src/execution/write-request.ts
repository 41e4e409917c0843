import type { FetchNode } from '@apollo/query-planner';
import { OperationTypeNode } from 'graphql';
import type { SubgraphRequest } from '../transport/subgraph-transport.ts';
import type { Data } from './merge-data.ts';
import type { PlannedOperation } from './plan-executor.ts';

/** A value, and the JSON that it is sent as. */
export interface Written {
  readonly representation: Data;
  readonly json: string;
}

/** What is sent for a fetch. */
export interface WrittenRequest {
  readonly request: SubgraphRequest;
  /** By which it is told from others of its document. */
  readonly variablesJson: string;
}

/** Compiles what is sent for a fetch: all of its text but the variables is written once. */
export function compileRequest({ operation: query, operationName, variableUsages = [] }: FetchNode) {
  const head = `{"query":${JSON.stringify(query)},${
    operationName === undefined ? '' : `"operationName":${JSON.stringify(operationName)},`
  }"variables":`;
  return (
    { variables, context, operation }: PlannedOperation,
    entities: readonly Written[],
  ): WrittenRequest => {
    const own: Data = {};
    const written: string[] = [];
    for (const name of variableUsages) {
      if (!Object.hasOwn(variables, name)) continue;
      own[name] = variables[name];
      written.push(`${JSON.stringify(name)}:${JSON.stringify(variables[name])}`);
    }
    if (entities.length > 0) {
      own['representations'] = entities.map(({ representation }) => representation);
      written.push(`"representations":[${entities.map(({ json }) => json).join(',')}]`);
    }
    const variablesJson = `{${written.join(',')}}`;
    const gone = operation.operation === OperationTypeNode.QUERY ? context.gone : undefined;
    const body = `${head}${variablesJson}}`;
    return {
      variablesJson,
      request: {
        query,
        operationName,
        variables: own,
        body,
        forwarded: context.forwarded,
        asker: context,
        gone,
        turn: context.turn,
      },
    };
  };
}
