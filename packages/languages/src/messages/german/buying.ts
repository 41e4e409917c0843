/** What is told about carts, delivery, payment and orders. */
export const buying: Readonly<Record<string, string>> = {
  'There is no such variant.': 'Diese Variante gibt es nicht.',
  '{name} is not for sale at the moment.': '{name} ist gerade nicht zu kaufen.',
  '{name} is not sold in {currency}.': '{name} wird nicht in {currency} verkauft.',
  '{name} is sold out.': '{name} ist ausverkauft.',
  '{name}: the quantity is now {quantity}, {reason}.': '{name}: Die Menge ist jetzt {quantity}, {reason}.',
  'a cart takes no more of one variant': 'mehr von einer Variante nimmt ein Warenkorb nicht auf',
  'a wish list takes no more of one variant': 'mehr von einer Variante nimmt eine Wunschliste nicht auf',
  'no more are available': 'mehr sind nicht vorrätig',
  'There is no more of {name} to put into the cart: {reason}.':
    'Von {name} kann nicht mehr in den Warenkorb: {reason}.',
  'What was said of this does not fit into the cart beside what is said there already.':
    'Die Angaben hierzu passen nicht mehr in den Warenkorb, neben dem, was dort schon angegeben ist.',
  '{name} now costs {now} {currency} instead of {before} {currencyBefore}.':
    '{name} kostet jetzt {now} {currency} statt {before} {currencyBefore}.',
  '{name} was removed from the cart: {reason}.': '{name} wurde aus dem Warenkorb genommen: {reason}.',
  'it is not sold in {currency}': 'es wird nicht in {currency} verkauft',
  'The way of delivery that was selected does not reach {country}; please choose another.':
    'Die gewählte Versandart reicht nicht bis {country}; bitte wählen Sie eine andere.',
  'What was in your other cart is now in this one.':
    'Was in Ihrem anderen Warenkorb lag, liegt jetzt in diesem.',
  'What was priced in {before} is now priced in {now}.':
    'Was Preise in {before} hatte, hat jetzt Preise in {now}.',
  'The note, gift text or reference of your other cart could not be kept; please look at them again.':
    'Notiz, Geschenktext oder Bestellreferenz Ihres anderen Warenkorbs konnten nicht erhalten bleiben; bitte sehen Sie noch einmal nach.',
  'Not all that was said of {where} could be kept; please look at it again.':
    'Nicht alle Angaben zu {where} konnten erhalten bleiben; bitte sehen Sie noch einmal nach.',
  'your other cart': 'Ihrem anderen Warenkorb',
  'There is no such cart.': 'Diesen Warenkorb gibt es nicht.',
  'There can be {limit} carts beside the one in use. Please delete one first.':
    'Neben dem aktuellen Warenkorb kann es {limit} weitere geben. Bitte löschen Sie zuerst einen.',
  'This link leads to no cart.': 'Dieser Link führt zu keinem Warenkorb.',
  'This link is too old. What is in your cart is there once you sign in.':
    'Dieser Link ist zu alt. Ihr Warenkorb ist da, sobald Sie sich anmelden.',
  'This cart was ordered and cannot be changed.':
    'Dieser Warenkorb wurde bestellt und kann nicht mehr geändert werden.',
  'This cart is being ordered and cannot be changed at the moment.':
    'Dieser Warenkorb wird gerade bestellt und kann im Moment nicht geändert werden.',
  'A cart takes up to {most} different variants.':
    'Ein Warenkorb nimmt bis zu {most} verschiedene Varianten auf.',
  'The cart would cost more than one order can. Please order it in parts.':
    'Der Warenkorb würde mehr kosten, als eine Bestellung kann. Bitte bestellen Sie ihn in Teilen.',
  'There is no such line in this cart.': 'Diese Position gibt es in diesem Warenkorb nicht.',
  'What was said of this is too much to keep beside what is saved already; the cart is as it was.':
    'Die Angaben hierzu sind zu lang, um neben dem bereits Gemerkten aufbewahrt zu werden; der Warenkorb ist unverändert.',
  'What is saved for later cannot be shared; please share a wish list that you have named.':
    'Für später Gemerktes kann nicht geteilt werden; bitte teilen Sie eine Wunschliste, die Sie benannt haben.',
  'There is no such code. Please check how it is written.':
    'Diesen Code gibt es nicht. Bitte prüfen Sie, wie er geschrieben wird.',
  'This code is not valid any more.': 'Dieser Code gilt nicht mehr.',
  'This code is not valid yet.': 'Dieser Code gilt noch nicht.',
  'This code was used as often as it can be.': 'Dieser Code wurde so oft eingelöst, wie es geht.',
  'This code is for other orders than this one.': 'Dieser Code ist für andere Bestellungen als diese.',
  'This code is not valid at this hour.': 'Dieser Code gilt nicht um diese Zeit.',
  'More has to be in the cart for this code.': 'Für diesen Code muss mehr im Warenkorb sein.',
  'Nothing in the cart gets cheaper by this code.': 'Durch diesen Code wird nichts im Warenkorb günstiger.',
  'This code does not go together with another discount of the cart.':
    'Dieser Code gilt nicht zusammen mit einem anderen Rabatt des Warenkorbs.',
  'Please give at most {most} codes.': 'Bitte geben Sie höchstens {most} Codes an.',
  'You have no such wish list.': 'Diese Wunschliste haben Sie nicht.',
  'A wish list takes up to {most} different variants.':
    'Eine Wunschliste nimmt bis zu {most} verschiedene Varianten auf.',
  'You have {limit} wish lists already; please delete one first.':
    'Sie haben schon {limit} Wunschlisten; bitte löschen Sie zuerst eine.',
  'What is saved for later has no name of its own.': 'Was für später gemerkt ist, hat keinen eigenen Namen.',
  'Please sign in to save this for later; the cart is kept.':
    'Bitte melden Sie sich an, um dies für später zu merken; der Warenkorb bleibt erhalten.',
  'quantity must be 1 to 99.': 'quantity muss 1 bis 99 sein.',
  'This delivery option is not offered for this cart.':
    'Diese Versandart gibt es für diesen Warenkorb nicht.',
  'quantity must be 1 or more.': 'quantity muss 1 oder mehr sein.',
  'quantity must be 0 or more.': 'quantity muss 0 oder mehr sein.',
  Standard: 'Standardversand',
  Express: 'Expressversand',
  '3 to 5 working days': '3 bis 5 Werktage',
  '3 to 5 working days.': '3 bis 5 Werktage.',
  'The next working day': 'Am nächsten Werktag',
  'The next working day.': 'Am nächsten Werktag.',
  '{takes}; free from {amount}.': '{takes}; ab {amount} kostenlos.',
  'The cart is empty.': 'Der Warenkorb ist leer.',
  'The cart is already being ordered.': 'Der Warenkorb wird schon bestellt.',
  'The cart has been ordered already.': 'Der Warenkorb wurde schon bestellt.',
  'The cart costs more than one order can. Please order it in parts.':
    'Der Warenkorb kostet mehr, als eine Bestellung kann. Bitte bestellen Sie ihn in Teilen.',
  'Please give an e-mail address.': 'Bitte geben Sie eine E-Mail-Adresse an.',
  'Please say where it goes.': 'Bitte sagen Sie, wohin es geht.',
  'Please choose how it is sent.': 'Bitte wählen Sie, wie es verschickt wird.',
  'Nothing can be ordered at the moment. Send the same request again shortly.':
    'Gerade kann nichts bestellt werden. Bitte senden Sie dieselbe Anfrage gleich noch einmal.',
  'Something in the cart is out of stock.': 'Etwas im Warenkorb ist nicht mehr vorrätig.',
  'The cart costs something else than was expected.': 'Der Warenkorb kostet etwas anderes als erwartet.',
  'The cart cannot be sent this way.': 'Der Warenkorb kann so nicht verschickt werden.',
  'Another tax is included than was shown, since the order goes to another country. Please check the cart again.':
    'Es ist eine andere Steuer enthalten als gezeigt, weil die Bestellung in ein anderes Land geht. Bitte prüfen Sie den Warenkorb noch einmal.',
  'Please give an amount in {currency}, such as 12.90.':
    'Bitte nennen Sie einen Betrag in {currency}, etwa 12.90.',
  'Please give a token; card numbers are never accepted.':
    'Bitte geben Sie ein Token an; Kartennummern werden nie angenommen.',
  'Please give a token of one of the payment methods.':
    'Bitte geben Sie ein Token einer der Zahlungsarten an.',
  'This payment method is not on offer. Please choose one that is.':
    'Diese Zahlungsart gibt es nicht. Bitte wählen Sie eine, die es gibt.',
  'This shop does not lead buyers there.': 'Dorthin führt dieser Shop niemanden.',
  'There is no such order.': 'Diese Bestellung gibt es nicht.',
  'No such order.': 'Diese Bestellung gibt es nicht.',
  'The order was placed.': 'Die Bestellung ist eingegangen.',
  'The items are set aside.': 'Die Artikel sind zurückgelegt.',
  'Something in the order is out of stock.': 'Etwas aus der Bestellung ist nicht mehr vorrätig.',
  'The items are sold.': 'Die Artikel sind verkauft.',
  'The items were no longer set aside.': 'Die Artikel waren nicht mehr zurückgelegt.',
  'The items are back in stock.': 'Die Artikel sind wieder im Vorrat.',
  'The items were set aside for too long and are available to others again.':
    'Die Artikel waren zu lange zurückgelegt und sind wieder für andere da.',
  'The payment is authorised.': 'Die Zahlung ist bestätigt.',
  'The payment is being checked.': 'Die Zahlung wird geprüft.',
  'The payment is checked.': 'Die Zahlung ist geprüft.',
  'The buyer has to confirm the payment.': 'Die Zahlung muss noch bestätigt werden.',
  'The payment was declined.': 'Die Zahlung wurde abgelehnt.',
  'The buyer pays in another way.': 'Die Bestellung wird anders bezahlt.',
  'The payment is taken.': 'Die Zahlung ist eingezogen.',
  'The payment could not be taken.': 'Die Zahlung konnte nicht eingezogen werden.',
  'The payment is called off; nothing is charged.': 'Die Zahlung ist abgesagt; es wird nichts berechnet.',
  'The payment is refunded.': 'Die Zahlung ist erstattet.',
  'A step took too long.': 'Ein Schritt hat zu lange gedauert.',
  'Cancellation was requested.': 'Die Stornierung wurde verlangt.',
  'The order is confirmed.': 'Die Bestellung ist bestätigt.',
  'A part of the order is on its way.': 'Ein Teil der Bestellung ist unterwegs.',
  'The order is on its way.': 'Die Bestellung ist unterwegs.',
  'A parcel can be followed elsewhere.': 'Ein Paket lässt sich an anderer Stelle verfolgen.',
  'A part of the order has arrived.': 'Ein Teil der Bestellung ist angekommen.',
  'The order has arrived.': 'Die Bestellung ist angekommen.',
  'The order is cancelled.': 'Die Bestellung ist storniert.',
  'If there is such an order, its link is on the way to the address that was given with it.':
    'Wenn es diese Bestellung gibt, ist ihr Link unterwegs an die Adresse, die dabei angegeben wurde.',
  'Please give an order number, such as CW-100001.': 'Bitte geben Sie eine Bestellnummer an, etwa CW-100001.',
  'Give either id or number.': 'Geben Sie entweder id oder number an.',
  'afterVersion must not be negative.': 'afterVersion darf nicht negativ sein.',
  'The order has no version after {version} yet: leave afterVersion out to begin with its present state.':
    'Nach {version} hat die Bestellung noch keine Version: Lassen Sie afterVersion weg, um mit dem jetzigen Stand zu beginnen.',
  'The items are still being set aside; nothing is to be paid yet.':
    'Die Artikel werden noch zurückgelegt; es ist noch nichts zu bezahlen.',
  'Another payment of this order is already being prepared.':
    'Eine andere Zahlung dieser Bestellung ist schon in Vorbereitung.',
  'The payment is being checked; nothing is to be paid.':
    'Die Zahlung wird geprüft; es ist nichts zu bezahlen.',
  'The order is paid.': 'Die Bestellung ist bezahlt.',
  'The time to pay this order is over.': 'Die Zeit, diese Bestellung zu bezahlen, ist vorbei.',
  'The payment of this order was tried too often.': 'Die Zahlung dieser Bestellung wurde zu oft versucht.',
  'The order is cancelled, or about to be.': 'Die Bestellung ist storniert oder wird es gerade.',
  'Not offered.': 'Wird nicht angeboten.',
  'The order is cancelled already.': 'Die Bestellung ist schon storniert.',
  'The order, or a part of it, is on its way or has arrived.':
    'Die Bestellung oder ein Teil davon ist unterwegs oder angekommen.',
  'The payment was declined and not tried again in time.':
    'Die Zahlung wurde abgelehnt und nicht rechtzeitig noch einmal versucht.',
  'Others wait for an offer in the order, and it was not the turn of this buyer.':
    'Andere warten auf ein Angebot aus der Bestellung, und diese Person war noch nicht an der Reihe.',
  'An offer in the order is sold out.': 'Ein Angebot aus der Bestellung ist ausverkauft.',
  'The order has more pieces of an offer than one buyer may have.':
    'Die Bestellung hat mehr Stück eines Angebots, als es für eine Person gibt.',
  'The payment was not confirmed in time.': 'Die Zahlung wurde nicht rechtzeitig bestätigt.',
  'The payment could not be checked in time.': 'Die Zahlung konnte nicht rechtzeitig geprüft werden.',
  'The items were set aside for too long.': 'Die Artikel waren zu lange zurückgelegt.',
  'The items could not be set aside in time.': 'Die Artikel konnten nicht rechtzeitig zurückgelegt werden.',
  'Cancelled by the buyer.': 'Auf Wunsch storniert.',
  'Cancelled by the shop.': 'Vom Shop storniert.',
  'The order is paid in another way.': 'Die Bestellung wird anders bezahlt.',
  'There is no such payment.': 'Diese Zahlung gibt es nicht.',
  'The authorisation has expired at the payment provider.':
    'Die Bestätigung ist beim Zahlungsdienst abgelaufen.',
  'The payment is to be checked before it is taken.': 'Die Zahlung wird geprüft, bevor sie eingezogen wird.',
  'There is no authorised amount to capture.':
    'Es gibt keinen bestätigten Betrag, der eingezogen werden kann.',
  'Test card': 'Testkarte',
  'Test card, declined': 'Testkarte, abgelehnt',
  'Test card, blocked': 'Testkarte, gesperrt',
  'Test card, no funds': 'Testkarte ohne Deckung',
  'Test card, 3-D Secure': 'Testkarte, 3-D Secure',
  'Test card, no answer': 'Testkarte ohne Antwort',
  'Test card, slow': 'Testkarte, langsam',
  'Test bank transfer': 'Testüberweisung',
  'Test card, repeated events': 'Testkarte, wiederholte Meldungen',
  'Test card, disordered events': 'Testkarte, vertauschte Meldungen',
  'Test card, capture fails': 'Testkarte, Einzug misslingt',
  'Test card, shaky provider': 'Testkarte, wackliger Dienst',
  'Test card of your own': 'Eigene Testkarte',
  'Test card of your own, declined': 'Eigene Testkarte, abgelehnt',
  'Is authorised and captured at once.': 'Wird sofort bestätigt und eingezogen.',
  'Is declined by the bank; another method may be tried.':
    'Wird von der Bank abgelehnt; eine andere Zahlungsart kann versucht werden.',
  'Is declined for good: the order is cancelled at once.':
    'Wird endgültig abgelehnt: Die Bestellung wird sofort storniert.',
  'Is declined for lack of funds.': 'Wird mangels Deckung abgelehnt.',
  'Asks the buyer to approve or decline on a page: see `nextAction`.':
    'Lässt auf einer Seite zustimmen oder ablehnen: siehe `nextAction`.',
  'Never answers; the order is cancelled when its time to pay is over.':
    'Antwortet nie; die Bestellung wird storniert, wenn die Zeit zum Bezahlen vorbei ist.',
  'Is authorised, but the answer is lost; an event reports it later.':
    'Wird bestätigt, aber die Antwort geht verloren; eine Meldung sagt es später.',
  'Is authorised by itself after a few seconds.': 'Wird nach ein paar Sekunden von selbst bestätigt.',
  'Works, and every event is sent several times.': 'Funktioniert, und jede Meldung kommt mehrmals.',
  'Works, and its events arrive out of order.': 'Funktioniert, und die Meldungen kommen vertauscht an.',
  'Is authorised, then declined when it is captured.': 'Wird bestätigt und beim Einzug abgelehnt.',
  'The first attempt of every call fails with a server error.':
    'Der erste Versuch jedes Aufrufs misslingt mit einem Serverfehler.',
  'Is declined by the bank.': 'Wird von der Bank abgelehnt.',
};
