/** What says which names products may have of the brand that a text means. */
export interface NamesMeant {
  load(text: string): Promise<readonly string[]>;
}

/** What a list is narrowed by with all names that products may have of the brands that it gives by their names or slugs. */
export async function withBrandNames<
  Filters extends { readonly brands?: readonly string[] | null | undefined },
>(filters: Filters, names: NamesMeant): Promise<Omit<Filters, 'brands'> & { brands: string[] }> {
  const meant = await Promise.all((filters.brands ?? []).map((given) => names.load(given)));
  return { ...filters, brands: [...new Set(meant.flat())] };
}
