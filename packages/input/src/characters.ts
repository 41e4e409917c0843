/** Spaces of every width, and the two characters that look like one. */
const blanks = /[\p{Zs}\t\u2800\u3164]/gu;
/** What shows nothing and carries no meaning in a name: soft hyphens, zero width spaces, direction marks, fillers. */
const invisible =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\uffa0\ufff9-\ufffb]/gu;
/** Joiners belong between letters (Persian, Hindi) and in emoji; anywhere else they are invisible too. */
const strayJoiners =
  /(?<![\p{L}\p{M}\p{N}\p{Emoji}])[\u200c\u200d]+|[\u200c\u200d]+(?![\p{L}\p{M}\p{N}\p{Emoji}\u200c\u200d])/gu;
/** U+2010 and U+2011 are the hyphen itself, which word processors set for `-`. */
const hyphens = /[\u2010\u2011]/gu;
const dashes = /[\p{Pd}\u2212]/gu;
/**
 * No writing has more than 30 marks on a letter (UAX #15, "Stream-Safe Text Format"), and normalising takes time that grows
 * with the square of their number.
 */
const pileOfMarks = /(\p{M}{30})\p{M}+/gu;
const lineBreaks = /\r\n|[\r\u0085\u2028\u2029]/gu;
const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}]/u;
const halfAndFullWidth = /[\u3000\uff00-\uffef]/gu;

/** Whether PostgreSQL keeps a text as it is: no NUL, and no half of a surrogate pair, which UTF-8 has no form for. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** Whether a text shows anything at all. */
export function isVisible(text: string): boolean {
  return visible.test(text);
}

/** How long a text is to a person and to PostgreSQL: in code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** One line of text in its one form: NFC, one kind of space and hyphen, nothing invisible, nothing around it. */
export function tidyLine(text: string): string {
  return text
    .replace(pileOfMarks, '$1')
    .normalize('NFC')
    .replace(invisible, '')
    .replace(strayJoiners, '')
    .replace(blanks, ' ')
    .replace(hyphens, '-')
    .trim();
}

/** `tidyLine` for text of several lines: line breaks are `\n`. */
export function tidyText(text: string): string {
  return tidyLine(text.replace(lineBreaks, '\n'));
}

/** A code, a number or a key as it would be typed on a plain keyboard: NFKC, every dash a hyphen, nothing invisible. */
export function tidyCode(text: string): string {
  return tidyLine(text).normalize('NFKC').replace(dashes, '-').trim();
}

/** Letters of East Asian keyboards at their usual width (RFC 8264, 5.2.1), everything else as it is. */
export function usualWidth(text: string): string {
  return text.replace(halfAndFullWidth, (character) => character.normalize('NFKC'));
}
