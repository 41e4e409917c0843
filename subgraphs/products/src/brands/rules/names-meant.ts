/** A brand, as far as a text can mean it. */
export interface NamedBrand {
  readonly slug: string;
  readonly name: string;
  /** What some of its products are still called by. */
  readonly formerNames: readonly string[];
  /** What else it is called. */
  readonly aliases: readonly string[];
  /** Whether shoppers see it: only then its slug means it. */
  readonly isSeen: boolean;
}

/** The names that products may have of the brand that a text means: by its name, else by a former one, else by an alias, else by its slug. */
export function namesMeant(text: string, brands: readonly NamedBrand[]): readonly string[] {
  const meant =
    brands.find(({ name }) => name === text) ??
    brands.find(({ formerNames }) => formerNames.includes(text)) ??
    brands.find(({ aliases }) => aliases.includes(text)) ??
    brands.find(({ slug, isSeen }) => isSeen && slug === text);
  return meant === undefined ? [text] : [meant.name, ...meant.formerNames];
}
