import { Kind, type DocumentNode, type FieldDefinitionNode, type ObjectTypeDefinitionNode } from 'graphql';
import { accessOf } from '../access/access.ts';
import { cacheHintOf, type CacheHint } from './cache-hint.ts';

/**
 * Makes sure that nothing is said to be for everybody that `@access` keeps from anybody.
 * @throws TypeError naming each field
 */
export function checkCacheHints(schema: DocumentNode): void {
  const types = schema.definitions.filter((one) => one.kind === Kind.OBJECT_TYPE_DEFINITION);
  const faults = types.flatMap((type) => (type.fields ?? []).flatMap((field) => faultOf(type, field) ?? []));
  if (faults.length > 0) throw new TypeError(faults.join('\n'));
}

function faultOf(type: ObjectTypeDefinitionNode, field: FieldDefinitionNode): string | undefined {
  const own = cacheHintOf(field);
  const place = `${type.name.value}.${field.name.value}`;
  if (type.name.value !== 'Query' && isRoot(type))
    return isOfAnswer(own) ? `${place} is never kept` : undefined;
  const hint = own ?? cacheHintOf(type);
  if (hint === undefined || hint.isPrivate) return undefined;
  const rule = (accessOf(field) ?? accessOf(type))?.rule ?? 'ANYBODY';
  if (rule !== 'ANYBODY') return `${place} is for ${rule} and may not be kept: @cacheControl(private: true)`;
  const isTimed = hint.maxAgeSeconds !== undefined || cacheHintOf(type)?.maxAgeSeconds !== undefined;
  return isTimed ? undefined : `${place} has a @cacheControl without maxAge`;
}

function isRoot({ name }: ObjectTypeDefinitionNode): boolean {
  return name.value === 'Mutation' || name.value === 'Subscription';
}

/** At a mutation stands what it changes, nothing else. */
function isOfAnswer(hint: CacheHint | undefined): boolean {
  return hint !== undefined && (hint.maxAgeSeconds !== undefined || hint.isWhole || hint.variesBy.length > 0);
}
