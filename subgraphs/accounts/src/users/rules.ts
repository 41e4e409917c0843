/** What to call a user on a page. */
export function displayNameOf(user: {
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
}): string {
  const name = [user.firstName, user.lastName].filter((part) => part !== null && part !== '').join(' ');
  return name || (user.email ?? 'Guest');
}
