/**
 * Has this device sign with a passkey. On React Native, where there is no `navigator.credentials`, a library of the platform takes the
 * same options.
 * @param options `SecondFactorRequiredError.passkeyOptions`, or the `options` of `passkeyChallengeCreate`
 * @returns what the store takes as `passkey` or `response`
 * @throws DOMException when the user declines, or the device has no passkey of this shop
 */
export async function askForPasskey(options: unknown): Promise<string> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as PublicKeyCredentialRequestOptionsJSON,
  );
  return JSON.stringify(await navigator.credentials.get({ publicKey }));
}
