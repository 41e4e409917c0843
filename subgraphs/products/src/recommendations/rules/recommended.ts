import { mostRecommended } from './intent.ts';

/** A product that shoppers see. */
export interface Candidate {
  readonly id: string;
  readonly revision: string;
  readonly isAvailable: boolean;
}

/** What is recommended: what staff picked before what was found, and what is sold out behind all else; what is not a candidate is left out. */
export function recommended(
  picked: readonly string[],
  found: readonly string[],
  candidates: ReadonlyMap<string, Candidate>,
): Candidate[] {
  const shown = [...new Set([...picked, ...found])].flatMap((id) => candidates.get(id) ?? []);
  const [available, soldOut] = [shown.filter(isAvailable), shown.filter((one) => !isAvailable(one))];
  return [...available, ...soldOut].slice(0, mostRecommended);
}

function isAvailable(candidate: Candidate): boolean {
  return candidate.isAvailable;
}
