const messages: ReadonlyMap<string, string> = new Map([
  ['AMOUNT_HIGH', 'The order costs more than most.'],
  ['METHOD_USED_OFTEN', 'Many payments were made with this card within a short time.'],
  ['METHOD_OF_MANY_ACCOUNTS', 'Several accounts pay with this card.'],
  ['METHOD_DECLINED_OFTEN', 'This card was declined often.'],
  ['ACCOUNT_WITH_MANY_METHODS', 'This account pays with many cards.'],
  ['ACCOUNT_DECLINED_OFTEN', 'Many payments of this account were declined.'],
  ['EMAIL_WITH_MANY_METHODS', 'Many cards pay for orders with this e-mail address.'],
  ['ADDRESS_WITH_MANY_METHODS', 'Many cards pay for orders to this address.'],
  ['DEVICE_WITH_MANY_METHODS', 'Many cards are used on this device.'],
  ['DEVICE_DECLINED_METHODS', 'Many cards were declined on this device.'],
  ['NETWORK_DECLINED_METHODS', 'Many cards were declined in this network.'],
]);

/** What a rule means, for staff; one that this version does not know is named by its code. */
export function reasonOf(code: string): { readonly code: string; readonly message: string } {
  return { code, message: messages.get(code) ?? `The rule ${code} asked for it.` };
}
