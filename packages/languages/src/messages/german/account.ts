/** What is told about accounts, sessions, and mails that are asked for. */
export const account: Readonly<Record<string, string>> = {
  'This account no longer exists.': 'Dieses Konto gibt es nicht mehr.',
  'The e-mail address belongs to another account.': 'Die E-Mail-Adresse gehört zu einem anderen Konto.',
  'Too many sign-ins at the moment. Try again shortly.':
    'Gerade melden sich zu viele an. Bitte versuchen Sie es gleich noch einmal.',
  'The e-mail address or the password is wrong.': 'Die E-Mail-Adresse oder das Passwort ist falsch.',
  'The session is over. Please sign in again.': 'Die Sitzung ist beendet. Bitte melden Sie sich wieder an.',
  'Confirm that it is you: with your authenticator app, a passkey or a recovery code.':
    'Bestätigen Sie, dass Sie es sind: mit Ihrer Authenticator-App, einem Passkey oder einem Wiederherstellungscode.',
  'That is not right, or was used already. Please try again.':
    'Das stimmt nicht, oder es wurde schon verwendet. Bitte versuchen Sie es noch einmal.',
  'There were too many wrong codes. Use a passkey or a recovery code, or try again later.':
    'Es waren zu viele falsche Codes. Verwenden Sie einen Passkey oder einen Wiederherstellungscode, oder versuchen Sie es später noch einmal.',
  'This sign-in took too long or was tried too often. Please begin again.':
    'Diese Anmeldung hat zu lange gedauert oder wurde zu oft versucht. Bitte beginnen Sie von vorn.',
  'An authenticator app is on already.': 'Eine Authenticator-App ist schon eingerichtet.',
  'The session ended meanwhile.': 'Die Sitzung wurde inzwischen beendet.',
  'There is an account with this e-mail address.': 'Es gibt schon ein Konto mit dieser E-Mail-Adresse.',
  'The password until now is another one.': 'Das bisherige Passwort ist ein anderes.',
  'If there is an account with this address, a link is on its way to it.':
    'Wenn es ein Konto mit dieser Adresse gibt, ist ein Link dorthin unterwegs.',
  'Your password is changed. Sign in with the new one.':
    'Ihr Passwort ist geändert. Melden Sie sich mit dem neuen an.',
  'This link has been used or is too old. Have another one sent.':
    'Dieser Link wurde schon verwendet oder ist zu alt. Lassen Sie sich einen neuen senden.',
  'This passkey was not accepted. Please try again, or sign in another way.':
    'Dieser Passkey wurde nicht angenommen. Bitte versuchen Sie es noch einmal, oder melden Sie sich anders an.',
  'There is no such passkey.': 'Diesen Passkey gibt es nicht.',
  'The identity provider does not answer. Please try again shortly.':
    'Der Anmeldedienst antwortet nicht. Bitte versuchen Sie es gleich noch einmal.',
  'There is no such identity provider.': 'Diesen Anmeldedienst gibt es nicht.',
  'The identity provider may not send anybody back there.':
    'Der Anmeldedienst darf niemanden dorthin zurückschicken.',
  'The identity provider did not confirm this sign-in. Please begin again.':
    'Der Anmeldedienst hat diese Anmeldung nicht bestätigt. Bitte beginnen Sie von vorn.',
  'The identity provider has not verified your e-mail address.':
    'Der Anmeldedienst hat Ihre E-Mail-Adresse nicht bestätigt.',
  'There is an account with this e-mail address. Sign in to it, and link the identity provider there.':
    'Es gibt schon ein Konto mit dieser E-Mail-Adresse. Melden Sie sich dort an, und verbinden Sie dort den Anmeldedienst.',
  'This link has been used, is too old, or is for another account. Have another one sent.':
    'Dieser Link wurde schon verwendet, ist zu alt oder gehört zu einem anderen Konto. Lassen Sie sich einen neuen senden.',
  'Several links are on their way already. Please look into your mailbox.':
    'Es sind schon mehrere Links unterwegs. Bitte sehen Sie in Ihr Postfach.',
  'Your e-mail address is confirmed already.': 'Ihre E-Mail-Adresse ist schon bestätigt.',
  'Your account has its e-mail address again. Sign in with the new password.':
    'Ihr Konto hat wieder seine E-Mail-Adresse. Melden Sie sich mit dem neuen Passwort an.',
  'This is your e-mail address already.': 'Das ist schon Ihre E-Mail-Adresse.',
  'You have had several exports of your data within a day.':
    'Sie haben Ihre Daten an einem Tag schon mehrmals erhalten.',
  'You work for the store. Have your roles taken away first.':
    'Sie arbeiten für den Shop. Lassen Sie sich zuerst Ihre Rollen nehmen.',
  'There is no such request under way.': 'Eine solche Anfrage ist nicht in Arbeit.',
  'There is no such address.': 'Diese Adresse gibt es nicht.',
  'Please confirm your e-mail address first.': 'Bitte bestätigen Sie zuerst Ihre E-Mail-Adresse.',
  'This can be bought now.': 'Das kann gerade gekauft werden.',
  'An alert to a price does not ask for stock.': 'Eine Preisbenachrichtigung fragt nicht nach dem Vorrat.',
  'This link does not work any more; please ask for the alert again.':
    'Dieser Link gilt nicht mehr; bitte bestellen Sie die Benachrichtigung noch einmal.',
  'This link does not work any more; please tick the newsletter with an order, or switch it on in your account.':
    'Dieser Link gilt nicht mehr; bitte wählen Sie den Newsletter bei einer Bestellung, oder schalten Sie ihn in Ihrem Konto ein.',
  'You have no such alert.': 'Diese Benachrichtigung haben Sie nicht.',
  'The shop sells nothing of that id.': 'Der Shop verkauft nichts mit dieser Id.',
  'You have switched these mails off; please switch them on first.':
    'Sie haben diese Mails abbestellt; bitte bestellen Sie sie zuerst wieder.',
  '{limit} wait already; please cancel some first, or try again later.':
    '{limit} warten schon; bitte löschen Sie zuerst einige, oder versuchen Sie es später noch einmal.',
  'It has no price in this currency: please give another.':
    'Dafür gibt es keinen Preis in dieser Währung: Bitte nennen Sie eine andere.',
  'Please give the target in the currency that is watched.':
    'Bitte nennen Sie den Wunschpreis in der Währung, die beobachtet wird.',
  'Please give an amount above zero and below the price now.':
    'Bitte nennen Sie einen Betrag über null und unter dem jetzigen Preis.',
};
