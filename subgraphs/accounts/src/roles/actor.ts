import { readReason } from '@cartwright/audit';
import type { Viewer } from '@cartwright/identity';
import { invalidInputError, type InvalidField } from '@cartwright/input';

/** A member of the staff who does something, and why, if they say. */
export interface Actor extends Viewer {
  readonly reason: string | null;
}

/** What was typed as a reason cannot be noted. */
class ReasonInvalid extends Error {
  override readonly name = 'ReasonInvalid';
  readonly fields: readonly InvalidField[];

  constructor(fields: readonly InvalidField[]) {
    super('The reason cannot be noted.');
    this.fields = fields;
  }
}

/** Who does something, with the reason that they typed; for mutations in `sayingWhy`. */
export function actorOf(viewer: Viewer, input: { readonly reason?: string | null | undefined }): Actor {
  const read = readReason(input.reason);
  if (read.kind === 'invalid-input') throw new ReasonInvalid(read.fields);
  return { ...viewer, reason: read.value.reason };
}

type Mutation = (...args: never[]) => Promise<unknown>;

/** The same mutation, which answers a reason that cannot be noted. */
export type SayingWhy<Resolve extends Mutation> = (
  ...args: Parameters<Resolve>
) => Promise<Awaited<ReturnType<Resolve>> | ReturnType<typeof invalidInputError>>;

/** Has mutations of staff answer a reason that cannot be noted as they answer other input that a person has to correct. */
export function sayingWhy<Mutations extends Record<string, Mutation>>(
  mutations: Mutations,
): { readonly [Name in keyof Mutations]: SayingWhy<Mutations[Name]> } {
  const entries = Object.entries(mutations).map(([name, resolve]) => [name, answering(resolve)] as const);
  return Object.fromEntries(entries) as { [Name in keyof Mutations]: SayingWhy<Mutations[Name]> };
}

function answering(resolve: Mutation): SayingWhy<Mutation> {
  return async (...args) => {
    try {
      return await resolve(...args);
    } catch (error) {
      if (error instanceof ReasonInvalid) return invalidInputError(error.fields);
      throw error;
    }
  };
}
