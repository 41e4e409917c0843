import type { InvalidField } from './fault.ts';

/** The union member with which every mutation answers input that a person has to correct. */
export function invalidInputError(fields: readonly InvalidField[]) {
  const paths = fields.map(({ path }) => path.join('.')).join(', ');
  return {
    __typename: 'InvalidInputError' as const,
    message: `Please check what you entered: ${paths}.`,
    fields: fields.map(({ path, message, code }) => ({ path: [...path], message, code })),
  };
}
