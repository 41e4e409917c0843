import type { FieldPolicy } from '@apollo/client';

type KeyArguments = Exclude<FieldPolicy['keyArgs'], undefined>;
type Given = Readonly<Record<string, unknown>>;

const pageArguments = new Set(['first', 'after', 'last', 'before']);

/**
 * What a list is kept by: the arguments that make it another one and, where it is read from its end, that it is. `pageIn` says
 * which of the arguments hold the page, themselves where it is left out.
 */
export function listKey(
  specifier: Extract<KeyArguments, readonly unknown[]>,
  pageIn: (args: Given) => Given = (args) => args,
): Extract<KeyArguments, (...given: never[]) => unknown> {
  return (args, { fieldName }) => {
    const given = pageIn(args ?? {});
    if (given['last'] == null && given['before'] == null) return specifier;
    const others = Object.entries(given).filter(([name]) => !pageArguments.has(name));
    return `${fieldName}:${JSON.stringify(others)} from its end`;
  };
}
