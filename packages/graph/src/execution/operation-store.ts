import { GraphQLError, type DocumentNode, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { codedError } from '../coded-error.ts';
import { prepareOperation } from '../prepare-operation.ts';
import { compileOperation, type CompiledOperation } from './compile-operation.ts';

/** A valid document with the operation of it that is meant. */
export interface PreparedOperation {
  readonly document: DocumentNode;
  readonly compiled: CompiledOperation;
}

/** Documents at most, and UTF-16 units of text at most: the gateway sends few, the explorer any. */
const maxDocuments = 1_000;
const maxTextLength = 4_000_000;

interface KnownDocument {
  readonly document: DocumentNode;
  /** By operation name, '' for none. */
  readonly operations: Map<string, CompiledOperation>;
}

/** Parses, validates and compiles each document once, as long as it is asked for. */
export class OperationStore {
  readonly #schema: GraphQLSchema;
  readonly #known = new LRUCache<string, KnownDocument>({
    max: maxDocuments,
    maxSize: maxTextLength,
    sizeCalculation: (_known, text) => text.length,
  });

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** The operation, or what is wrong with the document: GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED, OPERATION_RESOLUTION_FAILURE. */
  prepare(query: string, operationName?: string | null): PreparedOperation | readonly GraphQLError[] {
    const known = this.#known.get(query) ?? this.#read(query);
    if (!('document' in known)) return known;
    const { document, operations } = known;
    const compiled = operations.get(operationName ?? '');
    return compiled === undefined ? this.#compile(known, operationName ?? undefined) : { document, compiled };
  }

  #read(query: string): KnownDocument | readonly GraphQLError[] {
    const document = prepareOperation(this.#schema, query);
    if (!('kind' in document)) return document;
    const known = { document, operations: new Map<string, CompiledOperation>() };
    this.#known.set(query, known);
    return known;
  }

  #compile(
    { document, operations }: KnownDocument,
    operationName: string | undefined,
  ): PreparedOperation | readonly GraphQLError[] {
    try {
      const compiled = compileOperation(this.#schema, document, operationName);
      operations.set(operationName ?? '', compiled);
      return { document, compiled };
    } catch (error) {
      if (error instanceof GraphQLError) return [codedError(error, 'OPERATION_RESOLUTION_FAILURE')];
      throw error;
    }
  }
}
