import type { Translations } from '../../languages/door.ts';

/** A category with its place in the tree. */
export interface Category {
  readonly id: string;
  readonly parentId: string | null;
  readonly slug: string;
  readonly name: string;
  /** Without its marks, which few readers of the tree need: no category has `descriptionHtml` here. */
  readonly description: string;
  /** What its page tells search engines; null, or missing, for its name. */
  readonly seoTitle?: string | null;
  /** Likewise, for its description. */
  readonly seoDescription?: string | null;
  /** Its texts in other languages, without marks; missing for none. */
  readonly translations?: Translations;
  readonly position: number;
  /** Rises with each change by staff. */
  readonly version: number;
}

/** The whole category tree, which is small: some dozens of nodes, and never more than 2,000. */
export class CategoryTree {
  readonly #byId: ReadonlyMap<string, Category>;
  readonly #bySlug: ReadonlyMap<string, Category>;
  readonly #childrenOf: ReadonlyMap<string | null, Category[]>;

  constructor(categories: readonly Category[]) {
    const inOrder = categories.toSorted((a, b) => a.position - b.position);
    this.#byId = new Map(inOrder.map((category) => [category.id, category]));
    this.#bySlug = new Map(inOrder.map((category) => [category.slug, category]));
    this.#childrenOf = Map.groupBy(inOrder, ({ parentId }) => parentId);
  }

  /** Null when there is none of that id. */
  get(id: string): Category | null {
    return this.#byId.get(id) ?? null;
  }

  /** Null when there is none of that slug. */
  withSlug(slug: string): Category | null {
    return this.#bySlug.get(slug) ?? null;
  }

  /** The categories right below one, in the order in which a shop shows them; below null is the top. */
  children(id: string | null): Category[] {
    return this.#childrenOf.get(id) ?? [];
  }

  /** From the top of the tree down to the category itself. */
  path(id: string): Category[] {
    const category = this.#byId.get(id);
    if (category === undefined) return [];
    return category.parentId === null ? [category] : [...this.path(category.parentId), category];
  }

  /** The category's id and those of all below it. */
  idsBelow(id: string): string[] {
    return [id, ...this.children(id).flatMap((child) => this.idsBelow(child.id))];
  }

  /** The whole tree, each category before those below it. */
  walk(from: string | null = null): Category[] {
    return this.children(from).flatMap((category) => [category, ...this.walk(category.id)]);
  }
}
