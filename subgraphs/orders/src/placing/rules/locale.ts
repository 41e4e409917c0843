const fallback = 'en';

/** The first language of an Accept-Language header, as a BCP 47 tag; `en` where there is none. */
export function localeOf(acceptLanguage: string | undefined): string {
  const first = acceptLanguage?.split(',')[0]?.split(';')[0]?.trim() ?? '';
  if (first === '' || first === '*' || first.length > 35) return fallback;
  try {
    return Intl.getCanonicalLocales(first)[0] ?? fallback;
  } catch {
    return fallback;
  }
}
