import { Fault } from '@cartwright/input';

const maxSlugLength = 80;
const form = /^[\da-z]+(?:-[\da-z]+)*$/;

/** Letters that are no base letter with a sign. */
const spelledOut: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  þ: 'th',
};

/** Reads a slug that was typed: words of ASCII letters in lower case and digits, with hyphens between them. */
export function readSlug(given: string | null): string | null | Fault {
  const slug = given?.trim() ?? '';
  if (slug === '') return null;
  if (slug.length > maxSlugLength) {
    return new Fault('TOO_LONG', `Please use at most ${maxSlugLength} characters.`);
  }
  return form.test(slug)
    ? slug
    : new Fault('INVALID_FORMAT', 'Please use the letters a to z, digits, and hyphens between them.');
}

/** The slug that a name makes; empty where it has neither a letter of Latin script nor a digit. */
export function slugOf(name: string): string {
  const plain = name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’]/gu, '')
    .replaceAll(/[ßæœøđłþ]/g, (letter) => spelledOut[letter] ?? '');
  return cut(plain.replaceAll(/[^\da-z]+/g, '-'), maxSlugLength);
}

/** A slug that is not taken: itself, or with the first number from 2 on that makes it so. */
export function freeSlug(slug: string, isTaken: (slug: string) => boolean): string {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `-${String(number)}`;
    const candidate = `${cut(slug, maxSlugLength - suffix.length)}${suffix}`;
    if (!isTaken(candidate)) return candidate;
  }
}

function cut(slug: string, length: number): string {
  return slug.replace(/^-+/, '').slice(0, length).replace(/-+$/, '');
}
