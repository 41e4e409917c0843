/** What products of a brand are called by once it has another name, but for that one. */
export function formerNamesOf(
  before: { readonly name: string; readonly formerNames: readonly string[] },
  name: string,
): string[] {
  const names = new Set([...before.formerNames, before.name]);
  names.delete(name);
  return [...names];
}
