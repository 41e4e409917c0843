/** A text of a file that is not looked at any further, as it can be stored and shown: so long, and all of it text. */
export function storableText(text: string, length: number): string {
  return text.slice(0, length).toWellFormed().replaceAll('\0', '\uFFFD');
}
