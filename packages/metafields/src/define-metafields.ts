import { isDeepStrictEqual } from 'node:util';
import { readReason, type StaffAction } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import type { Send } from '@cartwright/messaging';
import type { DefinitionStore, MetafieldDefinition } from './definition-store.ts';
import { readDefinition } from './rules/read-definition.ts';

/** Of one kind of owner: each change of an owner reads those of its names. */
const maxDefinitions = 200;

/** What a definition is changed with, in a transaction of its own. */
export interface Defining<Tables, OwnerType extends string> {
  readonly store: DefinitionStore<Tables, OwnerType>;
  readonly transact: <Outcome>(
    work: (tx: Transaction<Tables>, send: Send) => Promise<Outcome>,
  ) => Promise<Outcome>;
  /** Adds it to the trail of what staff did. */
  readonly record: (
    recording: { readonly tx: Transaction<Tables>; readonly send: Send },
    action: DefinitionAction,
  ) => Promise<unknown>;
  readonly newId: () => string;
  readonly now: () => Date;
}

/** What the trail says of a change of a definition, but for the name of the mutation. */
export type DefinitionAction = Pick<StaffAction, 'staffId' | 'reason' | 'at' | 'before' | 'after'> & {
  readonly target: string;
};

/** What is to be laid down of the metafields with a name; all else is what `readDefinition` takes. */
export interface SetDefinition<OwnerType extends string> {
  readonly staffId: string;
  readonly ownerType: OwnerType;
  /** As it was read; null where there was none. */
  readonly version?: number | null | undefined;
}

/** What came of it. */
export type SetDefinitionOutcome<OwnerType extends string> =
  | { readonly kind: 'set'; readonly definition: MetafieldDefinition<OwnerType> }
  | { readonly kind: 'changed-meanwhile'; readonly definition: MetafieldDefinition<OwnerType> | null }
  | { readonly kind: 'too-many-definitions'; readonly limit: number }
  | InvalidInput;

/** Lays down what metafields with a name have to be like, with its entry in the audit trail; where it is so already, nothing changes. */
export async function setDefinition<Tables, OwnerType extends string>(
  { store, transact, record, newId, now }: Defining<Tables, OwnerType>,
  { staffId, ownerType, version = null, ...input }: SetDefinition<OwnerType>,
): Promise<SetDefinitionOutcome<OwnerType>> {
  const read = readDefinition(input);
  if (read.kind === 'invalid-input') return read;
  const { reason, ...wanted } = read.value;
  return transact<SetDefinitionOutcome<OwnerType>>(async (tx, send) => {
    await store.lock(tx, ownerType);
    const present = await store.find(tx, ownerType, wanted);
    if ((present?.version ?? null) !== version)
      return { kind: 'changed-meanwhile', definition: present ?? null };
    if (present === undefined) {
      const count = await store.count(tx, { ownerTypes: [ownerType], namespace: null });
      if (count >= maxDefinitions) return { kind: 'too-many-definitions', limit: maxDefinitions };
    } else if (present.type !== wanted.type) return otherType;
    const at = now();
    const { id, createdAt } = present ?? { id: newId(), createdAt: at };
    const next = { ...wanted, id, createdAt, ownerType, choices: [...wanted.choices] };
    if (present !== undefined && isDeepStrictEqual(stateOf(present), stateOf(next)))
      return { kind: 'set', definition: present };
    const definition = await store.save(tx, { ...next, version: (present?.version ?? 0) + 1 });
    const states = { before: present ? stateOf(present) : null, after: stateOf(definition) };
    await record({ tx, send }, { staffId, target: id, reason, at, ...states });
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
export async function deleteDefinition<Tables, OwnerType extends string>(
  { store, transact, record, now }: Omit<Defining<Tables, OwnerType>, 'newId'>,
  { staffId, id, reason }: DeleteDefinition,
): Promise<DeleteDefinitionOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(id)) return { kind: 'not-found' };
  return transact<DeleteDefinitionOutcome>(async (tx, send) => {
    const before = await store.remove(tx, id);
    if (before === undefined) return { kind: 'not-found' };
    const states = { before: stateOf(before), after: null };
    await record({ tx, send }, { staffId, target: id, ...why.value, at: now(), ...states });
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
