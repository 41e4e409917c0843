import Bowser from 'bowser';

/** What a person knows a device by: `Safari on iOS`; what the client calls itself where that says less, null where it says nothing. */
export function deviceName(userAgent: string | null): string | null {
  if (userAgent === null || userAgent.trim() === '') return null;
  const { browser, os } = Bowser.parse(userAgent);
  const named = [browser.name, os.name].filter((name) => name !== undefined && name !== '');
  return named.length > 0 ? named.join(' on ') : userAgent;
}
