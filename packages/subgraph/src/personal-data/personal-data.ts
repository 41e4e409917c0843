import type { AnsweringDomain, ErasureObstacle } from '@cartwright/events';
import type { Transaction } from '@cartwright/database';

/** A customer or guest whose data is meant. */
export interface Person {
  readonly customerId: string;
  /** The customer's id, first, and those of the guests who turned out to be this customer. */
  readonly ids: readonly [string, ...string[]];
}

/** Somebody to be erased. */
export interface ErasedPerson extends Person {
  /** When nothing was left of them for the first time; null before that. */
  readonly erasedAt: Date | null;
}

/** What a domain keeps of persons: how it shows all of it to them, and how it forgets them. */
export interface PersonalData<Tables> {
  readonly domain: AnsweringDomain;
  /**
   * Everything that the domain keeps of a person, by what it is: `{ reviews: [{ rating: 5, … }] }`. Instants are ISO 8601, amounts
   * have their unit in the name. No secrets, no hashes, nothing of other people.
   */
  readonly collect: (tx: Transaction<Tables>, person: Person) => Promise<Record<string, unknown>>;
  /**
   * Removes what is kept of a person, or keeps it without the person where the law asks for it. It is called again and again, at
   * ever longer intervals, also when nothing is left, since something may be told late: it has to be cheap then.
   * @returns what cannot go yet, and why; null when nothing is left
   */
  readonly erase: (tx: Transaction<Tables>, person: ErasedPerson) => Promise<ErasureObstacle | null>;
}
