/** Makes a function that gives each slug back as it is the first time, then with `-2`, `-3` and so on. */
export function createSlugNumbering(): (slug: string) => string {
  const uses = new Map<string, number>();
  return (slug) => {
    const use = (uses.get(slug) ?? 0) + 1;
    uses.set(slug, use);
    return use === 1 ? slug : `${slug}-${use}`;
  };
}
