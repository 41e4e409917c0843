import { Kind, type ConstDirectiveNode, type ConstValueNode } from 'graphql';

/** What `@cacheControl` says at one place, as `packages/graph/schema/cache-control.graphql` explains it. */
export interface CacheHint {
  readonly maxAgeSeconds: number | undefined;
  readonly isPrivate: boolean;
  readonly tags: readonly string[];
  readonly isStrict: boolean;
  readonly isWhole: boolean;
  /** The names of headers in lower case. */
  readonly variesBy: readonly string[];
}

interface Annotated {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/** What `@cacheControl` says at a type, a field or an argument; undefined where it does not stand. */
export function cacheHintOf(node: Annotated): CacheHint | undefined {
  const directive = node.directives?.find(({ name }) => name.value === 'cacheControl');
  if (directive === undefined) return undefined;
  const given = new Map(directive.arguments?.map(({ name, value }) => [name.value, value]));
  const maxAge = textOf(given.get('maxAge'));
  return {
    maxAgeSeconds: maxAge === undefined ? undefined : Number(maxAge),
    isPrivate: isTrue(given.get('private')),
    tags: textsOf(given.get('tags')),
    isStrict: isTrue(given.get('strict')),
    isWhole: isTrue(given.get('whole')),
    variesBy: textsOf(given.get('variesBy')),
  };
}

function textOf(value: ConstValueNode | undefined): string | undefined {
  return value !== undefined && 'value' in value && typeof value.value === 'string' ? value.value : undefined;
}

function textsOf(value: ConstValueNode | undefined): readonly string[] {
  const values = value?.kind === Kind.LIST ? value.values : value === undefined ? [] : [value];
  return values.flatMap((one) => textOf(one) ?? []);
}

function isTrue(value: ConstValueNode | undefined): boolean {
  return value?.kind === Kind.BOOLEAN && value.value;
}
