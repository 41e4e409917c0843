/** What finds brands that shoppers see by their slugs. */
export interface FoundBySlug {
  load(slug: string): Promise<{ readonly name: string; readonly isShown: boolean } | null>;
}

const slugForm = /^[\da-z]+(?:-[\da-z]+)*$/u;

/** What a list is narrowed by with the names of the brands that it gives by their slugs; what is no slug of one is a name. */
export async function withBrandNames<
  Filters extends { readonly brands?: readonly string[] | null | undefined },
>(filters: Filters, brandBySlug: FoundBySlug): Promise<Omit<Filters, 'brands'> & { brands: string[] }> {
  const named = (filters.brands ?? []).map(async (given) => {
    const found = slugForm.test(given) ? await brandBySlug.load(given) : null;
    return found?.isShown === true ? found.name : given;
  });
  return { ...filters, brands: await Promise.all(named) };
}
