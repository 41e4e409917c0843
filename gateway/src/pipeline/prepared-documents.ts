import { subscriptionRootRule } from '@cartwright/graph';
import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ValidationRule,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { checkDocumentSize } from '../limits/check-document-size.ts';
import type { OperationLimits } from '../limits/operation-limits.ts';
import type { LoadedSupergraph } from '../supergraph/loaded-supergraph.ts';
import { maxRequestErrors, refused, RefusedOperation } from './request-errors.ts';

/** What documents are measured by. */
export interface PreparedDocumentsOptions {
  readonly limits: OperationLimits;
  /** Whether clients may ask for the schema. */
  readonly introspection: boolean;
}

/** The text of an operation, and the SHA-256 by which it is remembered. */
export interface DocumentText {
  readonly query: string;
  readonly queryHash: string;
}

const maxDocuments = 1_000;
/** Of the texts; what is made of a text takes some thirty times as much memory. */
const maxCharacters = 4_000_000;

/** The parser calls itself for each list within a list, until the stack is full. */
const tooDeep = 'Syntax Error: Values are nested too deeply.';

/**
 * Parses, measures and validates documents, in this order, so that each step is behind a limit on what it can cost;
 * remembers those that are valid.
 */
export class PreparedDocuments {
  readonly #limits: OperationLimits;
  readonly #rules: readonly ValidationRule[];
  readonly #valid = new LRUCache<string, DocumentNode>({ max: maxDocuments, maxSize: maxCharacters });

  constructor({ limits, introspection }: PreparedDocumentsOptions) {
    this.#limits = limits;
    this.#rules = [
      ...specifiedRules,
      subscriptionRootRule,
      ...(introspection ? [] : [NoSchemaIntrospectionCustomRule]),
    ];
  }

  /** A document that is valid in a supergraph. @throws RefusedOperation */
  prepare({ id, schema }: Pick<LoadedSupergraph, 'id' | 'schema'>, text: DocumentText): DocumentNode {
    const key = `${id}:${text.queryHash}`;
    const known = this.#valid.get(key);
    if (known !== undefined) return known;
    const document = this.#parse(text.query);
    const tooLarge = checkDocumentSize(document, this.#limits);
    if (tooLarge !== undefined) throw new RefusedOperation([tooLarge]);
    // graphql-js adds one error that says that there are more.
    const errors = validate(schema, document, this.#rules, { maxErrors: maxRequestErrors - 1 });
    if (errors.length > 0) throw refused('GRAPHQL_VALIDATION_FAILED', errors);
    this.#valid.set(key, document, { size: text.query.length });
    return document;
  }

  #parse(query: string): DocumentNode {
    try {
      return parse(query, { maxTokens: this.#limits.maxTokens });
    } catch (error) {
      if (error instanceof GraphQLError) throw refused('GRAPHQL_PARSE_FAILED', [error]);
      if (error instanceof RangeError) throw refused('GRAPHQL_PARSE_FAILED', [new GraphQLError(tooDeep)]);
      throw error;
    }
  }
}
