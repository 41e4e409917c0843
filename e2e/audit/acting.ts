import { randomUUID } from 'node:crypto';
import { expect, inject } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
import { staffClient } from '../support/staff.ts';

/** Whom the store is asked by: somebody without a session, and a member of the staff. */
export const url = inject('graphqlUrl');
export const visitor = graphqlClient(url);
export const staff = await staffClient(url);

/** What everything that is made here has in its name or its reason. */
export const mark = randomUUID().slice(0, 8);
export const reason = `because of ${mark}`;

/** What a mutation answers: things, by the fields that hold them. */
export type Result = Readonly<Record<string, { readonly id: string } | undefined>>;

/** Uses of mutations, by the names of these; each gives the id of what it was done to, where that is known beforehand. */
export type Uses = Readonly<Record<string, () => Promise<string | undefined>>>;

/** Runs a mutation, says why, and fails unless it ends well. */
export async function act(
  name: string,
  input: object,
  select = '',
  type = `${upper(name)}Input`,
): Promise<Result> {
  const { result } = await staff.ask<{ result: Result & { readonly __typename: string } }>(
    `mutation ($input: ${type}!) { result: ${name}(input: $input) { __typename ${select} } }`,
    { input: { ...input, reason } },
  );
  expect(result.__typename, name).not.toMatch(/Error$/);
  return result;
}

function upper(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** The id of what a mutation answers in a field. */
export const idOf = (result: Result, field: string): string => result[field]?.id ?? '';
