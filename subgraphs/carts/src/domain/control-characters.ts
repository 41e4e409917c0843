/** Whether a text has characters that no line of text has; NUL, which PostgreSQL cannot store, is one of them. */
export function hasControlCharacters(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
