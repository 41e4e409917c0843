/** Why a request is not answered, whatever it was about. */
export const requests: Readonly<Record<string, string>> = {
  'Something went wrong on our side.': 'Bei uns ist etwas schiefgegangen.',
  'This part of the store is not available at the moment. Try again shortly.':
    'Dieser Teil des Shops ist gerade nicht erreichbar. Bitte versuchen Sie es gleich noch einmal.',
  'There is too much to do at the moment: try again in {seconds} s.':
    'Gerade ist zu viel zu tun: Bitte versuchen Sie es in {seconds} s noch einmal.',
  '{what}: try again in {seconds} s.': '{what}: Bitte versuchen Sie es in {seconds} s noch einmal.',
  'Too many requests': 'Zu viele Anfragen',
  'Too many unknown codes': 'Zu viele unbekannte Codes',
  'The access token has expired: refresh the session and ask again.':
    'Das Zugriffstoken ist abgelaufen: Erneuern Sie die Sitzung, und fragen Sie noch einmal.',
  'The session has ended, or what it may do has changed: refresh it, else sign in or start a guest session.':
    'Die Sitzung ist beendet, oder was sie darf, hat sich geändert: Erneuern Sie sie, sonst melden Sie sich an oder beginnen Sie als Gast.',
  'The access token is not valid: sign in or start a guest session.':
    'Das Zugriffstoken ist nicht gültig: Melden Sie sich an, oder beginnen Sie als Gast.',
  'Access tokens cannot be checked at the moment. Try again shortly.':
    'Zugriffstoken können gerade nicht geprüft werden. Bitte versuchen Sie es gleich noch einmal.',
  'Sign in or start a guest session first.': 'Bitte melden Sie sich an, oder beginnen Sie als Gast.',
  'Sign in to do this.': 'Bitte melden Sie sich dafür an.',
  'This is for people, not for machines.': 'Das ist für Menschen, nicht für Maschinen.',
  'This takes the permission {permission}.': 'Dafür ist die Berechtigung {permission} nötig.',
  'An idempotency key has 8 to 255 printable ASCII characters.':
    'Ein Idempotenzschlüssel hat 8 bis 255 druckbare ASCII-Zeichen.',
  'This idempotency key was used with another input before. Use a new one.':
    'Dieser Idempotenzschlüssel wurde schon mit anderen Angaben verwendet. Bitte nehmen Sie einen neuen.',
  'The same request is under way. Send it again shortly.':
    'Dieselbe Anfrage ist gerade in Arbeit. Bitte senden Sie sie gleich noch einmal.',
  'Use either first and after, or last and before; not both.':
    'Verwenden Sie entweder first und after oder last und before, nicht beides.',
  '{name} must be between 0 and {most}.': '{name} muss zwischen 0 und {most} liegen.',
  'The header {header} names no country. Please give a code of ISO 3166-1, such as DE.':
    'Der Header {header} nennt kein Land. Bitte geben Sie einen Code nach ISO 3166-1 an, etwa DE.',
  'This cursor does not belong to this list.': 'Dieser Cursor gehört nicht zu dieser Liste.',
  '{field}: unknown currency {currency}.': '{field}: unbekannte Währung {currency}.',
  '{field}: not a valid amount in {currency}.': '{field}: kein gültiger Betrag in {currency}.',
  '{field} takes {most}; there are {actual}.': '{field} nimmt {most}; es sind {actual}.',
  '{place} holds a character that is no text: NUL or half of a surrogate pair.':
    '{place} enthält ein Zeichen, das kein Text ist: NUL oder ein halbes Ersatzpaar.',
};
