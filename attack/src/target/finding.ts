import type { Finding } from '../attack.ts';
import { codesOf, type GraphqlAnswer } from './visitor.ts';

/** Held when every answer is refused with one of these codes. */
export function refusedWith(codes: readonly string[], ...answers: readonly GraphqlAnswer[]): Finding {
  const got = answers.map(codesOf);
  return { held: got.every((code) => codes.includes(code)), got: [...new Set(got)].join(', ') };
}

/** Held when nothing was found in any of these answers: each field null or an empty list. */
export function nothingIn(...answers: readonly GraphqlAnswer[]): Finding {
  const found = answers.filter(({ data }) => Object.values(data ?? {}).some((value) => !isNothing(value)));
  const [first] = found;
  return { held: first === undefined, got: first === undefined ? 'nothing' : first.body.slice(0, 120) };
}

function isNothing(value: unknown): boolean {
  if (value == null) return true;
  if (Array.isArray(value)) return value.every(isNothing);
  if (typeof value !== 'object') return false;
  const { nodes, __typename, totalCount } = value as Record<string, unknown>;
  return (
    totalCount === 0 ||
    (Array.isArray(nodes) && nodes.length === 0) ||
    (typeof __typename === 'string' && __typename.endsWith('Error'))
  );
}

/** Held when every answer has one of these statuses. */
export function statusIs(
  expected: readonly number[],
  ...answers: readonly { readonly status: number }[]
): Finding {
  const got = answers.map(({ status }) => status);
  return { held: got.every((status) => expected.includes(status)), got: [...new Set(got)].join(', ') };
}

/** Held when all of these are. */
export function all(...findings: readonly Finding[]): Finding {
  return {
    held: findings.every(({ held }) => held),
    got: [...new Set(findings.map(({ got }) => got))].join('; '),
  };
}
