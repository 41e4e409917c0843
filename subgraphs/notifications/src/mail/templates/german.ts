import type { Wording } from './wording.ts';

/** What the mails say in German. */
export const german: Wording = {
  greeting: 'Guten Tag{{#if name}} {{name}}{{/if}},',
  subject: {
    ORDER_IN_REVIEW: 'Wir prüfen Ihre Bestellung {{number}}',
    ORDER_CONFIRMED: 'Ihre Bestellung {{number}} ist bestätigt',
    ORDER_SHIPPED: '{{#if isPart}}Ein Teil Ihrer{{else}}Ihre{{/if}} Bestellung {{number}} ist unterwegs',
    ORDER_DELIVERED: '{{#if isPart}}Ein Teil Ihrer{{else}}Ihre{{/if}} Bestellung {{number}} ist angekommen',
    ORDER_CANCELLED: 'Ihre Bestellung {{number}} wurde storniert',
    ORDER_ACCESS_LINK: 'Ihr Link zur Bestellung {{number}}',
    CUSTOMER_WELCOME: 'Willkommen',
    PASSWORD_RESET_LINK: 'Ein neues Passwort wählen',
    EMAIL_VERIFICATION_LINK: 'Bestätigen Sie Ihre E-Mail-Adresse',
    EMAIL_CHANGE_LINK: 'Bestätigen Sie Ihre neue E-Mail-Adresse',
    EMAIL_CHANGED: 'Ihre E-Mail-Adresse wurde geändert',
    STAFF_INVITATION: 'Ihre Einladung zur Mitarbeit im Shop',
    SIGN_IN_CHANGED: 'Ihre Anmeldung wurde geändert',
    DATA_EXPORT_READY: 'Ihre Daten liegen bereit',
    DATA_ERASED: 'Ihre Daten sind gelöscht',
    STOCK_ALERT: '{{item}} ist wieder da',
    PRICE_ALERT: '{{item}} kostet weniger',
    ALERT_CONFIRMATION_LINK: 'Sollen wir Ihnen zu {{item}} schreiben?',
    NEWSLETTER_CONFIRMATION_LINK: 'Möchten Sie unseren Newsletter?',
    CART_REMINDER: 'In Ihrem Warenkorb liegt noch etwas',
  },
  intro: {
    ORDER_IN_REVIEW:
      'vielen Dank für Ihre Bestellung {{number}}. Wir prüfen sie, bevor wir die Zahlung einziehen; das dauert meist weniger als einen Tag. Die Artikel sind für Sie zurückgelegt, und es ist nichts zu tun: Wir schreiben Ihnen, sobald die Prüfung beendet ist.',
    ORDER_CONFIRMED:
      'vielen Dank für Ihre Bestellung {{number}}. Ihre Zahlung über {{total}} ist eingegangen, und die Bestellung ist bestätigt.',
    ORDER_SHIPPED:
      '{{#if isPart}}ein Teil Ihrer{{else}}Ihre{{/if}} Bestellung {{number}} wurde am {{on}} mit {{carrier}} verschickt{{#if trackingNumber}}, Sendungsnummer {{trackingNumber}}{{/if}}.',
    ORDER_DELIVERED:
      '{{#if isPart}}ein Teil Ihrer{{else}}Ihre{{/if}} Bestellung {{number}} wurde am {{on}} zugestellt. Wir wünschen viel Freude damit.',
    ORDER_CANCELLED: 'Ihre Bestellung {{number}} wurde storniert.',
    ORDER_ACCESS_LINK:
      'jemand möchte die Bestellung {{number}} sehen. Wenn Sie es waren, öffnet der Link unten sie; er gilt bis {{expiresAt}}. Wenn nicht, ist nichts zu tun.',
    CUSTOMER_WELCOME: 'Ihr Konto ist eingerichtet.',
    PASSWORD_RESET_LINK:
      'jemand möchte ein neues Passwort für Ihr Konto. Wenn Sie es waren, wählen Sie eines über den Link unten; er gilt einmal, bis {{expiresAt}}, und meldet Sie überall ab. Wenn nicht, ist nichts zu tun: Ihr Passwort bleibt, wie es ist.',
    EMAIL_VERIFICATION_LINK:
      'Jemand hat in unserem Shop ein Konto mit dieser E-Mail-Adresse angelegt. Wenn Sie das waren: willkommen! Melden Sie sich an und bestätigen Sie die Adresse über den Link unten; er gilt einmal, bis {{expiresAt}}. Wenn nicht, brauchen Sie nichts zu tun: Ohne den Link zeigt das Konto nichts von Ihnen.',
    EMAIL_CHANGE_LINK:
      'Jemand möchte diese E-Mail-Adresse für ein Konto in unserem Shop verwenden. Wenn Sie das waren, melden Sie sich an und bestätigen Sie sie über den Link unten; er gilt einmal, bis {{expiresAt}}. Wenn nicht, brauchen Sie nichts zu tun.',
    EMAIL_CHANGED:
      'Ihr Konto in unserem Shop hat ab jetzt eine andere E-Mail-Adresse. Wenn Sie das waren, brauchen Sie nichts zu tun. Wenn nicht, machen Sie die Änderung über den Link unten bis {{expiresAt}} rückgängig: Sie wählen dort ein neues Passwort, und alle werden abgemeldet.',
    STAFF_INVITATION:
      'Sie sind eingeladen, im Shop mitzuarbeiten. Der Link unten legt ein Konto für Sie an; er gilt einmal, bis {{expiresAt}}. Wenn Sie das nicht erwartet haben, ist nichts zu tun.',
    SIGN_IN_CHANGED:
      'wie Sie sich bei Ihrem Konto anmelden, wurde am {{changedAt}} geändert. Wenn Sie das nicht waren, wählen Sie sofort im Shop ein neues Passwort und schreiben Sie uns.',
    DATA_EXPORT_READY:
      'was unser Shop über Sie gespeichert hat, liegt bereit, wie von Ihnen gewünscht. Melden Sie sich an, um es bis {{expiresAt}} zu lesen. Wenn Sie das nicht waren, wählen Sie sofort im Shop ein neues Passwort.',
    DATA_ERASED:
      'Ihr Konto ist geschlossen, und was unser Shop über Sie gespeichert hatte, ist gelöscht, wie von Ihnen gewünscht. Was wir von Ihren Bestellungen von Gesetzes wegen aufbewahren, sagt nicht mehr, wessen sie waren. Dies ist unsere letzte Mail an Sie; auch diese Adresse haben wir vergessen.',
    STOCK_ALERT:
      '{{item}} ist wieder erhältlich. Sie hatten uns gebeten, Ihnen das zu sagen; dies ist die einzige Mail dazu. Zurücklegen können wir nichts: Es kann weniger Stücke geben als Leser dieser Mail.',
    PRICE_ALERT:
      '{{item}} kostet jetzt {{price}}. Sie hatten uns gebeten, Ihnen das zu sagen; dies ist die einzige Mail dazu. Der Preis kann sich wieder ändern.',
    ALERT_CONFIRMATION_LINK: 'jemand hat uns gebeten, dieser Adresse zu {{item}} zu schreiben.',
    NEWSLETTER_CONFIRMATION_LINK:
      'jemand, der in unserem Shop bestellt hat, hat unseren Newsletter für diese Adresse bestellt. Wenn Sie es waren, bestätigen Sie das über den Link unten, bis {{expiresAt}}. Wenn nicht, ist nichts zu tun, und es wird kein Newsletter verschickt.',
    CART_REMINDER:
      'was Sie in den Warenkorb gelegt haben, liegt dort noch. Der Link unten öffnet ihn auf jedem Gerät, bis zum {{expiresAt}}. Zurückgelegt ist nichts: Preise und Verfügbarkeit können sich ändern.',
  },
  sentences: {
    OUT_OF_STOCK: 'Leider ist etwas davon nicht mehr vorrätig.',
    OFFER_SOLD_OUT: 'Leider ist ein Angebot daraus ausverkauft.',
    OFFER_LIMIT_REACHED: 'Es waren mehr Stück eines Angebots darin, als es für eine Person gibt.',
    OFFER_NOT_ADMITTED: 'Andere warteten auf ein Angebot daraus, und Sie waren noch nicht an der Reihe.',
    PAYMENT_DECLINED: 'Die Zahlung wurde abgelehnt.',
    PAYMENT_TIMED_OUT: 'Die Zahlung wurde nicht rechtzeitig bestätigt.',
    PAYMENT_REVIEW_TIMED_OUT: 'Wir konnten die Zahlung nicht rechtzeitig prüfen.',
    PAYMENT_FAILED: 'Die Zahlung konnte nicht eingezogen werden.',
    RESERVATION_EXPIRED: 'Wir konnten die Artikel nicht länger zurücklegen.',
    STOCK_TIMED_OUT: 'Wir konnten die Artikel nicht rechtzeitig zurücklegen.',
    CUSTOMER_REQUEST: 'Sie haben uns darum gebeten.',
    STAFF_REQUEST: 'Wir mussten sie selbst stornieren und bitten dafür um Entschuldigung.',
    NOT_CHARGED: 'Ihnen wurde nichts berechnet.',
    SET_ASIDE_IS_RELEASED:
      'Ihnen wurde nichts berechnet; was Ihre Bank dafür zurückgelegt haben mag, ist wieder frei.',
    REFUNDED:
      'Wir haben {{refunded}} auf dem Weg erstattet, auf dem Sie bezahlt haben. Bis zum Eingang kann es einige Tage dauern.',
    MORE_TO_COME: 'Der Rest folgt getrennt; wir schreiben Ihnen wieder.',
    ALERT_ON_STOCK:
      'Wenn Sie es waren, bestätigen Sie es über den Link unten bis {{expiresAt}}: Dann schreiben wir einmal, sobald der Artikel wieder erhältlich ist. Wenn nicht, ist nichts zu tun, und es kommt nichts mehr.',
    ALERT_ON_PRICE:
      'Wenn Sie es waren, bestätigen Sie es über den Link unten bis {{expiresAt}}: Dann schreiben wir einmal, sobald der Artikel weniger kostet. Wenn nicht, ist nichts zu tun, und es kommt nichts mehr.',
    TOTP_ADDED: 'Von nun an werden Sie auch nach einem Code Ihrer Authenticator-App gefragt.',
    TOTP_REMOVED: 'Nach einem Code einer Authenticator-App werden Sie nicht mehr gefragt.',
    PASSKEY_ADDED: 'Von nun an können Sie sich mit einem Passkey anmelden, der hinzugefügt wurde.',
    PASSKEY_REMOVED: 'Ein Passkey wurde entfernt: Er meldet Sie nicht mehr an.',
    RECOVERY_CODES_RENEWED: 'Sie haben neue Wiederherstellungscodes; die bisherigen gelten nicht mehr.',
    IDENTITY_PROVIDER_LINKED: 'Von nun an können Sie sich mit einem Konto bei einem anderen Dienst anmelden.',
    IDENTITY_PROVIDER_UNLINKED: 'Ein Konto bei einem anderen Dienst meldet Sie nicht mehr an.',
  },
  labels: {
    subtotal: 'Zwischensumme',
    discount: 'Rabatt',
    shipping: 'Versand',
    taxIncluded: 'Enthaltene Steuer',
    taxAdded: 'Zuzüglich Steuer',
    taxNotCharged: 'Nicht berechnete Steuer',
    noTax: 'Es wird keine Mehrwertsteuer berechnet.',
    net: 'von netto',
    total: 'Gesamt',
    sentTo: 'Lieferadresse',
    placedOn: 'Bestellt am',
    reference: 'Ihre Referenz',
    note: 'Ihre Notiz',
    giftText: 'Text der Geschenkkarte',
    each: 'je',
    follow: 'Sendung verfolgen',
    openOrder: 'Bestellung ansehen',
    openShop: 'Zum Shop',
    choosePassword: 'Neues Passwort wählen',
    confirmEmail: 'Adresse bestätigen',
    confirmNewEmail: 'Neue Adresse bestätigen',
    takeBack: 'Änderung rückgängig machen',
    acceptInvitation: 'Einladung annehmen',
    confirmAlert: 'Ja, bitte schreiben',
    confirmNewsletter: 'Ja, senden Sie mir den Newsletter',
    openProduct: 'Im Shop ansehen',
    openCart: 'Warenkorb öffnen',
    unsubscribe: 'Keine solchen Mails mehr',
  },
};
