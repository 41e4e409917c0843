import { cacheHintOf, type CacheHint } from '@cartwright/graph';
import { Kind, type DocumentNode, type FieldDefinitionNode } from 'graphql';

/** What may be kept of a field's answer. */
export interface FieldRule {
  readonly maxAgeSeconds: number;
  /** What it follows from. */
  readonly tags: readonly string[];
  /** Whether `maxAgeSeconds` also holds where changes are heard of. */
  readonly isStrict: boolean;
  readonly isWhole: boolean;
  /** The names of headers in lower case. */
  readonly variesBy: readonly string[];
  /** What the answer also follows from where an argument is given, by the argument's name. */
  readonly argumentTags: ReadonlyMap<string, readonly string[]>;
}

/** The hints of a supergraph, by `Type.field`. */
export interface CacheHints {
  /** Of fields that may be kept; all others are for whoever asked. */
  readonly fields: ReadonlyMap<string, FieldRule>;
  /** Those of them that say so: nothing above them can have them kept. */
  readonly privateFields: ReadonlySet<string>;
  /** The tags of what a mutation changes, by its name. */
  readonly changes: ReadonlyMap<string, readonly string[]>;
}

/** Reads `@cacheControl` in a supergraph, as `packages/graph/schema/cache-control.graphql` explains it. */
export function cacheHints(supergraph: DocumentNode): CacheHints {
  const fields = new Map<string, FieldRule>();
  const privateFields = new Set<string>();
  const changes = new Map<string, readonly string[]>();
  for (const type of supergraph.definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const ofType = cacheHintOf(type);
    for (const field of type.fields ?? []) {
      const own = cacheHintOf(field);
      const place = `${type.name.value}.${field.name.value}`;
      const rule = ruleOf(field, own, ofType);
      if (type.name.value === 'Mutation') changes.set(field.name.value, own?.tags ?? []);
      else if (own?.isPrivate === true || ofType?.isPrivate === true) privateFields.add(place);
      else if (rule !== undefined) fields.set(place, rule);
    }
  }
  return { fields, privateFields, changes };
}

function ruleOf(
  field: FieldDefinitionNode,
  own: CacheHint | undefined,
  ofType: CacheHint | undefined,
): FieldRule | undefined {
  const maxAgeSeconds = own?.maxAgeSeconds ?? ofType?.maxAgeSeconds;
  if (maxAgeSeconds === undefined) return undefined;
  return {
    maxAgeSeconds,
    tags: [...new Set([...(ofType?.tags ?? []), ...(own?.tags ?? [])])],
    isStrict: own?.isStrict ?? ofType?.isStrict ?? false,
    isWhole: own?.isWhole ?? false,
    variesBy: [...new Set([...(ofType?.variesBy ?? []), ...(own?.variesBy ?? [])])],
    argumentTags: argumentTags(field),
  };
}

function argumentTags({ arguments: given = [] }: FieldDefinitionNode): FieldRule['argumentTags'] {
  return new Map(
    given.flatMap((node) => {
      const hint = cacheHintOf(node);
      return hint === undefined ? [] : [[node.name.value, hint.tags] as const];
    }),
  );
}
