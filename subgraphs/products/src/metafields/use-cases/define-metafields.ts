import { isDeepStrictEqual } from 'node:util';
import { readReason, recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import { readDefinition } from '@cartwright/metafields';
import type { Parts } from '../../parts.ts';
import {
  countDefinitions,
  findDefinition,
  lockDefinitions,
  removeDefinition,
  saveDefinition,
  type MetafieldDefinition,
} from '../repository/definitions.ts';
import type { OwnerType } from '../repository/owners.ts';

type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now'>;

/** Of one kind of owner: each change of an owner reads those of its names. */
const maxDefinitions = 200;

/** What is to be laid down of the metafields with a name; all else is what `readDefinition` takes. */
export interface SetDefinition {
  readonly staffId: string;
  readonly ownerType: OwnerType;
  /** As it was read; null where there was none. */
  readonly version?: number | null | undefined;
}

/** What came of it. */
export type SetDefinitionOutcome =
  | { readonly kind: 'set'; readonly definition: MetafieldDefinition }
  | { readonly kind: 'changed-meanwhile'; readonly definition: MetafieldDefinition | null }
  | { readonly kind: 'too-many-definitions'; readonly limit: number }
  | InvalidInput;

/** Lays down what metafields with a name have to be like, with its entry in the audit trail; where it is so already, nothing changes. */
export async function setDefinition(
  { messaging, newId, now }: Dependencies,
  { staffId, ownerType, version = null, ...input }: SetDefinition,
): Promise<SetDefinitionOutcome> {
  const read = readDefinition(input);
  if (read.kind === 'invalid-input') return read;
  const { reason, ...wanted } = read.value;
  return messaging.transact<SetDefinitionOutcome>(async (tx, send) => {
    await lockDefinitions(tx, ownerType);
    const present = await findDefinition(tx, ownerType, wanted);
    if ((present?.version ?? null) !== version)
      return { kind: 'changed-meanwhile', definition: present ?? null };
    if (present === undefined) {
      const count = await countDefinitions(tx, { ownerTypes: [ownerType], namespace: null });
      if (count >= maxDefinitions) return { kind: 'too-many-definitions', limit: maxDefinitions };
    } else if (present.type !== wanted.type) return otherType;
    const at = now();
    const { id, createdAt } = present ?? { id: newId(), createdAt: at };
    const next = { ...wanted, id, createdAt, ownerType, choices: [...wanted.choices] };
    if (present !== undefined && isDeepStrictEqual(stateOf(present), stateOf(next)))
      return { kind: 'set', definition: present };
    const definition = await saveDefinition(tx, { ...next, version: (present?.version ?? 0) + 1 });
    const states = { before: present ? stateOf(present) : null, after: stateOf(definition) };
    const operation = 'catalogueMetafieldDefinitionSet';
    await recordStaffAction(
      'products',
      { tx, send },
      { staffId, operation, target: id, reason, at, ...states },
    );
    return { kind: 'set', definition };
  });
}

const otherType = invalidInput(
  invalidField(
    ['type'],
    'INVALID_VALUE',
    'The type of a definition stays what it is: please delete it and make another one.',
  ),
);

/** A definition that is to go. */
export interface DeleteDefinition {
  readonly staffId: string;
  readonly id: string;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type DeleteDefinitionOutcome =
  { readonly kind: 'deleted' } | { readonly kind: 'not-found' } | InvalidInput;

/** Forgets what was laid down, with its entry in the audit trail; metafields stay as they are. */
export async function deleteDefinition(
  { messaging, now }: Dependencies,
  { staffId, id, reason }: DeleteDefinition,
): Promise<DeleteDefinitionOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(id)) return { kind: 'not-found' };
  return messaging.transact<DeleteDefinitionOutcome>(async (tx, send) => {
    const before = await removeDefinition(tx, id);
    if (before === undefined) return { kind: 'not-found' };
    const action = { staffId, operation: 'catalogueMetafieldDefinitionDelete', target: id, ...why.value };
    const states = { before: stateOf(before), after: null };
    await recordStaffAction('products', { tx, send }, { ...action, at: now(), ...states });
    return { kind: 'deleted' };
  });
}

function stateOf({
  ownerType,
  namespace,
  key,
  type,
  visibility,
  ...rest
}: Omit<MetafieldDefinition, 'version'>) {
  const { name, description, minimum, maximum, minLength, maxLength, choices } = rest;
  return {
    ...{ ownerType, name: `${namespace}.${key}`, title: name, description, type, visibility },
    ...{ minimum, maximum, minLength, maxLength, choices },
  };
}
