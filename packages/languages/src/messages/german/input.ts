/** What is wrong with what somebody has typed. */
export const input: Readonly<Record<string, string>> = {
  'Please check what you entered: {paths}.': 'Bitte prüfen Sie Ihre Eingaben: {paths}.',
  'Please fill this in.': 'Bitte füllen Sie dieses Feld aus.',
  'Please use at most {max} characters.': 'Bitte verwenden Sie höchstens {max} Zeichen.',
  'Please use at most {maximum} {unit}.': 'Bitte verwenden Sie höchstens {maximum} {unit}.',
  'Please use {most}.': 'Bitte verwenden Sie {most}.',
  characters: 'Zeichen',
  items: 'Einträge',
  values: 'Werte',
  'Please use at least {min} characters.': 'Bitte verwenden Sie mindestens {min} Zeichen.',
  'Please remove characters that are not text.': 'Bitte entfernen Sie Zeichen, die kein Text sind.',
  'Please write this on one line.': 'Bitte schreiben Sie das in eine Zeile.',
  'Please give an e-mail address, such as name@example.com.':
    'Bitte geben Sie eine E-Mail-Adresse an, etwa name@example.com.',
  'Please leave out web and e-mail addresses, and put a blank behind a dot.':
    'Bitte lassen Sie Internet- und E-Mail-Adressen weg, und setzen Sie ein Leerzeichen hinter jeden Punkt.',
  'Please choose a password of at least {min} characters.':
    'Bitte wählen Sie ein Passwort mit mindestens {min} Zeichen.',
  'Please choose a password that is harder to guess.':
    'Bitte wählen Sie ein Passwort, das schwerer zu erraten ist.',
  'Please give a phone number, such as +49 30 123456.':
    'Bitte geben Sie eine Telefonnummer an, etwa +49 30 123456.',
  'Please leave out the number of the payment card. The shop never takes one as text.':
    'Bitte lassen Sie die Nummer der Zahlungskarte weg. Der Shop nimmt nie eine als Text an.',
  'Please choose a country.': 'Bitte wählen Sie ein Land.',
  'Please give the VAT number with its country in front, such as DE136695976.':
    'Bitte geben Sie die Umsatzsteuer-Identifikationsnummer mit dem Land davor an, etwa DE136695976.',
  'Please give a country code of ISO 3166-1, such as DE.':
    'Bitte geben Sie ein Länderkürzel nach ISO 3166-1 an, etwa DE.',
  'Please give a postal code of this country{such}.':
    'Bitte geben Sie eine Postleitzahl dieses Landes an{such}.',
  'Please choose a region of this country{such}.': 'Bitte wählen Sie eine Region dieses Landes{such}.',
  'Please give a language tag, such as en or de-AT.':
    'Bitte geben Sie ein Sprachkürzel an, etwa en oder de-AT.',
  'Please use a letter from `a` to `z`, then such letters, digits, `_` and `-`.':
    'Bitte verwenden Sie einen Buchstaben von `a` bis `z`, danach solche Buchstaben, Ziffern, `_` und `-`.',
  'The type of a definition stays what it is: please delete it and make another one.':
    'Der Typ einer Festlegung bleibt, was er ist: bitte löschen Sie sie und legen Sie eine neue an.',
  'Somebody has changed this definition meanwhile.': 'Diese Festlegung wurde inzwischen geändert.',
  'There can be at most {limit} definitions; please delete some first.':
    'Es kann höchstens {limit} Festlegungen geben, bitte löschen Sie zuerst einige.',
  'There is no such definition.': 'Diese Festlegung gibt es nicht.',
  'This name is taken; please use another one.': 'Dieser Name ist vergeben, bitte nehmen Sie einen anderen.',
  'This metafield has the type {type}.': 'Dieses Metafeld hat den Typ {type}.',
  'This metafield has to be {visibility}.': 'Dieses Metafeld muss {visibility} sein.',
  'Please use one of these: {choices}.': 'Bitte verwenden Sie eines von diesen: {choices}.',
  'Please use {minimum} or more.': 'Bitte verwenden Sie {minimum} oder mehr.',
  'Please use {maximum} or less.': 'Bitte verwenden Sie höchstens {maximum}.',
  'Metafields of the type {type} take no {validation}.': 'Metafelder vom Typ {type} haben kein {validation}.',
  'Please name at most {max} choices.': 'Bitte nennen Sie höchstens {max} Möglichkeiten.',
  'Please name each choice once.': 'Bitte nennen Sie jede Möglichkeit nur einmal.',
  'Please name each metafield once.': 'Bitte nennen Sie jedes Metafeld nur einmal.',
  'Please use a whole number of at most 16 digits: `42`.':
    'Bitte verwenden Sie eine ganze Zahl mit höchstens 16 Ziffern: `42`.',
  'Please use a number with at most 18 digits before the point and 12 behind it: `4.25`.':
    'Bitte verwenden Sie eine Zahl mit höchstens 18 Ziffern vor dem Punkt und 12 danach: `4.25`.',
  'Please use `true` or `false`.': 'Bitte verwenden Sie `true` oder `false`.',
  'Please use a day as `2026-11-28`.': 'Bitte schreiben Sie den Tag wie `2026-11-28`.',
  'Please use a time with its zone: `2026-11-28T09:30:00Z`.':
    'Bitte schreiben Sie die Zeit mit ihrer Zone: `2026-11-28T09:30:00Z`.',
  'Please use an address that begins with https:// or http://, of at most 2,000 characters.':
    'Bitte verwenden Sie eine Adresse, die mit https:// oder http:// beginnt, mit höchstens 2.000 Zeichen.',
  'Please use at most 16 KiB.': 'Bitte verwenden Sie höchstens 16 KiB.',
  'Please use an amount and its currency: `{"amount": "12.90", "currencyCode": "EUR"}`.':
    'Bitte verwenden Sie einen Betrag und seine Währung: `{"amount": "12.90", "currencyCode": "EUR"}`.',
  'Please use the ISO 4217 code of a currency: `EUR`.':
    'Bitte verwenden Sie den Code einer Währung nach ISO 4217: `EUR`.',
  'This is no amount in {currencyCode}, or has more decimals than it.':
    'Das ist kein Betrag in {currencyCode} oder hat mehr Nachkommastellen als diese Währung.',
  'Please use what it is ({types}) and its id: `{"type": "PRODUCT", "id": "019a…"}`.':
    'Bitte verwenden Sie, was es ist ({types}), und seine ID: `{"type": "PRODUCT", "id": "019a…"}`.',
  'There is no such thing.': 'Das gibt es nicht.',
  'Please use JSON: `{"material": "oak"}`.': 'Bitte verwenden Sie JSON: `{"material": "oak"}`.',
  'Please use a JSON list of texts: `["one", "two"]`.':
    'Bitte verwenden Sie eine JSON-Liste von Texten: `["one", "two"]`.',
  'Please name one thing or more.': 'Bitte nennen Sie mindestens eines.',
  'Please use at most {maxItems} items.': 'Bitte verwenden Sie höchstens {maxItems} Einträge.',
  'Please use at most 64 KiB in all metafields of it together.':
    'Bitte verwenden Sie höchstens 64 KiB in allen Metafeldern zusammen.',
  'There can be at most {limit} metafields; please remove some first.':
    'Es kann höchstens {limit} Metafelder geben; bitte entfernen Sie zuerst einige.',
  'Somebody has changed this metafield meanwhile.': 'Dieses Metafeld wurde inzwischen geändert.',
  'Please use at most {max} characters in a cart and its lines together.':
    'Bitte verwenden Sie in einem Warenkorb und seinen Positionen zusammen höchstens {max} Zeichen.',
};
