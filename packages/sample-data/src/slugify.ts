/** Turns a title into a URL slug: lower case, ASCII, words joined by hyphens. */
export function slugify(title: string): string {
  return title
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
