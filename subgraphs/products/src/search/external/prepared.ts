import type { NamedText, ProductBoost } from '../../listing/door.ts';
import type { EngineQuery } from '../ports.ts';

/** A query with all that PostgreSQL knows of it. */
export interface Prepared {
  readonly query: EngineQuery;
  /** The keys of its attributes that lists can be narrowed by. */
  readonly filterable: readonly string[];
  /** Null when nothing was typed. */
  readonly text: RelevantText | null;
}

/** What a text is searched for by, once PostgreSQL has read it. */
export interface RelevantText {
  readonly tsquery: string;
  readonly named: RelevantName | null;
  readonly pinned: readonly string[];
  readonly boosts: readonly ProductBoost[];
}

/** What names are compared with; its key is that of `IndexedProduct`. */
export type RelevantName = Pick<NamedText, 'tsquery' | 'phrase'> & { readonly key: string };
